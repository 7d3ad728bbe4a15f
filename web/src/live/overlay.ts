import { ahead_ms } from '../base/clock';
import type { Item } from '../outbox/item';
import type { Deed, Photo } from '../protocol';
import { comparePositions } from '../rows/position';
import type { Change, Overlay } from './pending';
import type { Session } from './session';
import type { Shown, View } from './view';

/** The changes that a session's outbox will make, once it is sent. */
export const pending = ({ view, outbox, pod }: Pick<Session, 'view' | 'outbox' | 'pod'>): Overlay =>
  overlay(view.value, outbox.items.value, pod);

/** The unsent changes in a pod, or else the circle. */
export function overlay(view: View | undefined, items: readonly Item[], pod?: string): Overlay {
  const leaves: Shown[] = [];
  const taken = new Set<string>();
  const changes = new Map<string, Change>();
  const refused: Item[] = [];
  let waiting = 0;
  let put_off = false;
  let resting: boolean | undefined;
  for (const item of items) {
    const { deed } = item.draft;
    if (item.state === 'waiting' && item.acked_at_ms === undefined) {
      waiting += 1;
      if (item.not_before_ms) put_off = true;
    }
    if (item.space !== pod) continue;
    // An ack may come before its states: until the view has reached its position, the change is still laid over.
    const known = item.position && comparePositions(item.position, view?.position ?? '') <= 0;
    // The viewer's own marks come behind the states, and nobody takes back that they warmed a trace.
    if (known && item.state !== 'refused' && deed.type !== 'warm') continue;
    if (item.state !== 'refused' && !known) resting = deed.type === 'rest';
    if (deed.type === 'leave') {
      if (view?.cards.has(item.id)) continue;
      leaves.unshift(pendingCard(item, deed));
      const refused = item.state === 'refused' && { refused: item };
      if (!refused) for (const id of deed.takes_up ?? []) taken.add(id);
      changes.set(item.id, { to: {}, own: true, waiting: item.acked_at_ms === undefined, ...refused });
    } else if ('trace' in deed && (changes.has(deed.trace) || view?.cards.has(deed.trace))) {
      const before = changes.get(deed.trace) ?? { to: {} };
      const change = item.state === 'refused' ? { refused: item } : made(deed, before.to, item.photo);
      changes.set(deed.trace, { ...before, ...change });
    } else if (item.state === 'refused') refused.push(item);
  }
  return { leaves, taken, changes, waiting, put_off, resting, refused };
}

const STATES = { withdraw: 'withdrawn', hide: 'hidden', restore: 'shown', ask_to_tell: 'shown' } as const;

function made(deed: Extract<Deed, { trace: string }>, to: Partial<Shown>, photo?: Photo): Partial<Change> {
  if (deed.type === 'warm') return { to: { ...to, warmed: true } };
  return { to: { ...to, ...said(deed, photo) }, waiting: true };
}

function said(deed: Exclude<Extract<Deed, { trace: string }>, { type: 'warm' }>, photo?: Photo): Partial<Shown> {
  if (deed.type === 'move_facet') return { facet: deed.to };
  if (!('text' in deed)) return { state: STATES[deed.type] };
  const { text, open_end = null } = deed as { text: string; open_end?: string };
  return { text, open_end, photo, open: open_end !== null };
}

function pendingCard(item: Item, deed: Extract<Item['draft']['deed'], { type: 'leave' }>): Shown {
  // It shows a time already, corrected by how far the phone's clock is off.
  const at_ms = item.draft.written_at_ms + ahead_ms.value;
  return {
    id: item.id,
    n: -1,
    by: item.by,
    at_ms,
    text: deed.text,
    open_end: deed.open_end ?? null,
    places: [],
    open: deed.open_end !== undefined,
    facet: deed.facet,
    learned: deed.learned,
    crossed: deed.crossed,
    joint: deed.joint,
    photo: item.photo,
    builds_on: deed.builds_on ?? [],
    grew: 0,
    glow_ms: at_ms,
    trails: [],
    seed: item.id,
    state: 'shown',
    warmed: false,
    promised: false,
  } as Shown;
}
