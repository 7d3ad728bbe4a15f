import type { Trail, WarmEdge } from '../protocol';
import type { Space } from './space';

/** The order of warmth, reversed. */
const coldestFirst = (a: WarmEdge, b: WarmEdge): number => a.warmth_ms - b.warmth_ms || b.n - a.n;

/** The trails below a warmth, down to the edge of what was loaded, coldest first. */
export function quiet({ rows, lists }: Space, below_ms: number): Trail[] {
  const edge = lists.quietEdge;
  if (edge === null) return [];
  const listed = (trail: Trail) =>
    !trail.gone && trail.warmth_ms < below_ms && (!edge || coldestFirst(trail, edge) <= 0);
  return rows.trails.rows().filter(listed).sort(coldestFirst);
}
