// Who is in the circle: the page holds all members, so it judges as the server's fold does.
import type { Body, Head, Member, MemberState, Role } from '../protocol';
import { miss, put, type Window } from './window';

const acts = (member: Member | undefined): boolean => member?.state === 'present' && !member.imported;

/** Whether someone is a host who can act. */
export function isHost(window: Window, id: string): boolean {
  const member = window.members.get(id);
  return acts(member) && member!.role === 'host';
}

/** Whether an entry's actor may act at all; `host`: as a host. */
export function may(window: Window, head: Head, host: boolean): boolean {
  if (head.imported) return isHost(window, head.imported.host) && window.members.has(head.by);
  return host ? isHost(window, head.by) : acts(window.members.get(head.by));
}

/** Someone joins, or claims an imported member. */
export function join(window: Window, head: Head & { type: 'member_joined' }, body: Body | null): void {
  const { member: id, colour, role } = head;
  const known = window.members.get(id);
  const name = body?.name ?? null;
  if (head.imported ? !isHost(window, head.imported.host) : head.by !== id) return;
  if (!known) set(window, { id, name, colour: colour % 12, role, state: 'present', imported: !!head.imported });
  else if (!head.imported && known.imported && known.state === 'present')
    set(window, { ...known, imported: false, name: name ?? known.name });
}

export function rename(window: Window, head: Head & { type: 'member_renamed' }, body: Body | null): void {
  set(window, { ...window.members.get(head.by)!, colour: head.colour % 12, name: body?.name ?? null });
}

/** Changes a member's state or role, as long as the circle keeps a host. */
export function alter(window: Window, id: string, to: { state?: MemberState; role?: Role }): void {
  const member = window.members.get(id);
  if (!member || (to.state === 'left' && member.state === 'removed')) return;
  const hosts = [...window.members.keys()].filter(each => isHost(window, each));
  if (hosts.length === 1 && hosts[0] === id) return;
  set(window, { ...member, ...to });
}

function set(window: Window, member: Member): void {
  const hosted = isHost(window, window.me);
  window.members.set(member.id, member);
  window.changed.add(member.id);
  const hosts = isHost(window, window.me);
  if (hosts === hosted) return;
  // The words of hidden traces come and go with the role.
  for (const card of window.cards.values()) {
    if (card.state !== 'hidden') continue;
    if (hosts) miss(window, card.id);
    else put(window, { ...card, text: null, open_end: null, places: [] });
  }
}
