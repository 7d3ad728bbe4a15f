import type { Pod } from '../protocol';
import type { Space } from './space';

/** The pods of a circle that aren't closed, the newest first, down to the edge of what was loaded. */
export function called({ rows, lists }: Space): Pod[] {
  const all = rows.pods
    .rows()
    .filter(({ n, state, offered }) => state !== 'closed' && !offered && n >= (lists.calledEdge ?? 0));
  return all.sort((a, b) => b.n - a.n);
}
