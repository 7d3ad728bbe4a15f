import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads trails that are less warm, and moves the list's edge down to them. */
export async function loadCooler(api: Api, space: Space): Promise<{ listed: number[] }> {
  const { rows, lists } = space;
  const edge = lists.warmEdge;
  if (!edge) return { listed: [] };
  const page = await api.trails(`${edge.warmth_ms},${edge.n}`, rows.position);
  space.merge(page, page.position);
  if (lists.warmEdge === edge) lists.warmEdge = page.warm_edge;
  return { listed: [] };
}
