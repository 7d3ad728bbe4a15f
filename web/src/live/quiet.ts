import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** After so many halvings without a deed a trail counts as quiet: a sixteenth of its warmth is not visible. */
const HALVINGS = 4;

/** The warmth below which a trail is quiet. */
export const quietBelow_ms = (now_ms: number, half_life_ms: number): number => now_ms - HALVINGS * half_life_ms;

/** Loads what went quiet, longest ago first: the first page, or the next. */
export async function loadQuiet(api: Api, space: Space): Promise<{ listed: number[] }> {
  const { rows, lists } = space;
  const edge = lists.quietEdge;
  if (edge === undefined) return { listed: [] };
  const page = await api.trails(edge && `${edge.warmth_ms},${edge.n}`, rows.position, 'coldest');
  space.merge(page, page.position);
  if (lists.quietEdge === edge) lists.quietEdge = page.warm_edge;
  return { listed: [] };
}
