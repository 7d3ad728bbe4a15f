import type { Item } from '../outbox/item';
import type { Shown } from './view';

/** What the outbox will have changed about a card, or has to say of it. */
export interface Change {
  to: Partial<Shown>;
  /** It is one's own and not on the board yet. */
  own?: true;
  /** A deed on it was refused, or its own leaving. */
  refused?: Item;
  /** A deed on it waits, or its own leaving. */
  waiting?: boolean;
}

export interface Overlay {
  /** Traces that are on their way, newest first. */
  leaves: readonly Shown[];
  /** The traces that these take up. */
  taken: ReadonlySet<string>;
  changes: ReadonlyMap<string, Change>;
  /** How many items wait. */
  waiting: number;
  /** Whether the server has put one of them off: it answers, and can't save just now. */
  put_off: boolean;
  /** Whether the one who looks rests, where what waits changes that. */
  resting: boolean | undefined;
  /** Refused deeds that no card shows (on members, or on the circle). */
  refused: readonly Item[];
}

/** Until it is known what waits. */
export const NOTHING: Overlay = {
  leaves: [],
  taken: new Set(),
  changes: new Map(),
  waiting: 0,
  put_off: false,
  resting: undefined,
  refused: [],
};
