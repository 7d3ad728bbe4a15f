import { newId } from '../../base/id';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { over } from '../../page/desk';
import type { InviteLink, NewInvite } from '../../protocol';
import { words } from '../../words';
import { LinkOnce } from '../forms/link-once';

/** Whether no phone can open it: its address leads to whoever opens it (RFC 6761, 6.3; RFC 1122, 3.2.1.3). */
const hereOnly = ({ link }: InviteLink) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(link).hostname);

/** A new link as large as the screen: for a hall to scan, or for one phone. */
export function showLink(label: string, means: string, link: InviteLink): void {
  over(label, () => (
    <div class="hall">
      <p>{means}</p>
      {hereOnly(link) && <p>{words.onlyHere(new URL(link.link).port)}</p>}
      <LinkOnce {...link} />
    </div>
  ));
}

/** Makes an invite for newcomers, and shows its code. */
export async function invite({ id, view }: Session, about: Partial<NewInvite>): Promise<InviteLink> {
  const link = await door(id).invite({ id: newId(), ...about });
  showInvite(view.value!.circle.name, link);
  return link;
}

export const showInvite = (circle: string, link: InviteLink): void =>
  showLink(words.joinsBy(circle), words.scanIt, link);

/** For whom a link signs in: enough to find them, and to send it. */
const HOLDS_MS = 24 * 3_600_000;

/** Makes a link by which one member comes in again, or claims what was imported, and shows it. */
export async function linkFor({ id }: Session, member: string, name: string): Promise<void> {
  const link = await door(id).invite({ id: newId(), member, uses_max: 1, holds_ms: HOLDS_MS });
  showLink(words.inviteFor(name), words.linkMeans(name), link);
}
