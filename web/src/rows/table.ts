import type { Position } from '../protocol';
import { comparePositions } from './position';

type Held<R> = { row: R; at: Position };

/** Rows of one kind by their key, and the one rule by which they are merged. */
export class Table<K, R> {
  readonly #held = new Map<K, Held<R>>();

  constructor(private readonly key: (row: R) => K) {}

  get size(): number {
    return this.#held.size;
  }

  get(key: K): R | undefined {
    return this.#held.get(key)?.row;
  }

  /** As of when a row is here. */
  at(key: K): Position | undefined {
    return this.#held.get(key)?.at;
  }

  rows(): R[] {
    return Array.from(this.#held.values(), ({ row }) => row);
  }

  /**
   * Inserts a row with a position: it replaces the one with its key, unless that one is newer. Returns whether anything
   * changed; an equal row keeps its object.
   */
  put(row: R, at: Position): boolean {
    const key = this.key(row);
    const held = this.#held.get(key);
    if (held && comparePositions(held.at, at) > 0) return false;
    const same = held !== undefined && JSON.stringify(held.row) === JSON.stringify(row);
    this.#held.set(key, { row: same ? held.row : row, at });
    return !same;
  }
}
