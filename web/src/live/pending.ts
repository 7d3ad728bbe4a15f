import type { Item } from '../outbox/item';
import type { Shown } from './view';

/** The unsent changes to a card, and refusals. */
export interface Change {
  to: Partial<Shown>;
  /** It is one's own and unsent. */
  own?: true;
  /** A deed on it was refused, or the card itself. */
  refused?: Item;
  /** A deed on it is unsent, or the card itself. */
  waiting?: boolean;
}

export interface Overlay {
  /** Unsent traces, newest first. */
  leaves: readonly Shown[];
  /** The traces that these take up. */
  taken: ReadonlySet<string>;
  changes: ReadonlyMap<string, Change>;
  /** How many items wait. */
  waiting: number;
  /** Whether the server refused one for now: it answers, but can't store at the moment. */
  put_off: boolean;
  /** Whether the viewer rests, if an unsent item changes that. */
  resting: boolean | undefined;
  /** Refused deeds that no card shows (on members, or on the circle). */
  refused: readonly Item[];
}

/** Before the outbox is read. */
export const NOTHING: Overlay = {
  leaves: [],
  taken: new Set(),
  changes: new Map(),
  waiting: 0,
  put_off: false,
  resting: undefined,
  refused: [],
};
