import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads older open ends, and moves the list's edge down to them. */
export async function loadEnds(api: Api, space: Space): Promise<{ listed: number[] }> {
  const { rows, lists } = space;
  const edge = lists.openEdge;
  if (!edge) return { listed: [] };
  const page = await api.openEnds(`${edge.at_ms},${edge.n}`, rows.position);
  space.merge(page, page.position);
  if (lists.openEdge === edge) lists.openEdge = page.edge;
  return { listed: page.feed };
}
