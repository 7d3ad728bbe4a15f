import type { Gathering, GatheringEdge, Round } from '../protocol';
import type { Space } from './space';

const lastFirst = (a: GatheringEdge, b: GatheringEdge): number => b.to_ms - a.to_ms || b.n - a.n;

/** The rounds that are open, and the others down to the edge; newest first. */
export function rounds({ rows, lists }: Space): Round[] {
  const listed = ({ n, ended_at_ms }: Round) => !ended_at_ms || n >= (lists.roundsEdge ?? 0);
  return rows.rounds
    .rows()
    .filter(listed)
    .sort((a, b) => b.n - a.n);
}

/** The gatherings down to the edge, by their ends, latest first. */
export function gatherings({ rows, lists: { gatheringsEdge: edge } }: Space): Gathering[] {
  const all = rows.gatherings.rows().filter(one => !edge || lastFirst(one, edge) <= 0);
  return all.sort(lastFirst);
}
