import type { Position } from '../protocol';

/** Where a card stands in the feed. */
export interface Place {
  id: string;
  at_ms: number;
  position: Position;
}

/** Below 0 where `a` comes before `b` in a log. Numbers in a position may be longer than a JavaScript number holds. */
export function comparePositions(a: Position, b: Position): number {
  const theirs = b.split('-');
  for (const [index, part] of a.split('-').entries()) {
    const other = theirs[index] ?? '';
    const order = part.length - other.length || compare(part, other);
    if (order) return order;
  }
  return 0;
}

/** Sorts the feed: newest first. */
export const newestFirst = (a: Place, b: Place): number =>
  b.at_ms - a.at_ms || comparePositions(b.position, a.position) || compare(b.id, a.id);

/** Orders ids as Rust does: by their digits. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
