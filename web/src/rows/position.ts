import type { Position } from '../protocol';

/** Orders two numbers by their digits: a number in a position may be longer than a JavaScript number holds. */
const digits = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Below 0 where `a` comes before `b` in a log: by term, then by seq. The nonce says which history, not where in it. */
export function comparePositions(a: Position, b: Position): number {
  const [term = '', seq = ''] = a.split('-');
  const [otherTerm = '', otherSeq = ''] = b.split('-');
  return digits(term, otherTerm) || digits(seq, otherSeq);
}

/** The later of two positions. */
export const later = (a: Position | null, b: Position): Position => (a && comparePositions(a, b) > 0 ? a : b);
