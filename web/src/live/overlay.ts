import type { Item } from '../outbox/item';
import type { Card } from '../protocol';
import type { View } from './view';

/** A trace that is on its way, as a card shows it. */
export interface Pending {
  card: Card;
  item: Item;
}

/** What the outbox will have changed about a card that stands. */
export interface Change {
  to: Partial<Card>;
  /** A deed on it that was refused. */
  refused?: Item;
  /** A deed on it waits. */
  waiting?: true;
}

export interface Overlay {
  /** Newest first. */
  leaves: readonly Pending[];
  changes: ReadonlyMap<string, Change>;
  /** How many items wait. */
  waiting: number;
  /** Refused deeds that no card shows (on members, or on the circle). */
  refused: readonly Item[];
}

/** An acked trace whose entry the socket still brings shows as settled meanwhile; later it is simply elsewhere. */
const SETTLING_MS = 15_000;

export function overlay(view: View | undefined, items: readonly Item[]): Overlay {
  const leaves: Pending[] = [];
  const changes = new Map<string, Change>();
  const refused: Item[] = [];
  let waiting = 0;
  for (const item of items) {
    const { deed } = item.draft;
    if (item.state === 'waiting' && item.acked_at_ms === undefined) waiting += 1;
    if (deed.type === 'leave') {
      const settled = Date.now() - (item.acked_at_ms ?? Number.POSITIVE_INFINITY) > SETTLING_MS;
      if (!settled && !view?.cards.has(item.id))
        leaves.unshift({ card: pendingCard(item, deed, view?.me ?? ''), item });
    } else if ('trace' in deed && item.state !== 'acked') {
      const before = changes.get(deed.trace) ?? { to: {} };
      const change = item.state === 'refused' ? { refused: item } : made(deed, before.to);
      changes.set(deed.trace, { ...before, ...change });
    } else if (item.state === 'refused') refused.push(item);
  }
  return { leaves, changes, waiting, refused };
}

function made(deed: Item['draft']['deed'], to: Partial<Card>): Partial<Change> {
  switch (deed.type) {
    case 'warm':
      return { to: { ...to, warmed: true } };
    case 'reword':
      return { to: { ...to, text: deed.text, open_end: deed.open_end ?? null }, waiting: true };
    case 'withdraw':
      return { to: { ...to, state: 'withdrawn' }, waiting: true };
    case 'hide':
      return { to: { ...to, state: 'hidden' }, waiting: true };
    default:
      return { to: { ...to, state: 'shown' }, waiting: true };
  }
}

function pendingCard(item: Item, deed: Extract<Item['draft']['deed'], { type: 'leave' }>, me: string): Card {
  const at_ms = item.draft.written_at_ms;
  return {
    id: item.id,
    by: me,
    position: '',
    at_ms,
    written_at_ms: at_ms,
    text: deed.text,
    open_end: deed.open_end ?? null,
    places: [],
    open: deed.open_end !== undefined,
    builds_on: deed.builds_on ?? [],
    grew: 0,
    glow_ms: at_ms,
    trails: [],
    state: 'shown',
    reworded: false,
    warmed: false,
    imported: false,
  };
}
