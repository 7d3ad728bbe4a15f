import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads older traces, and moves the feed's edge down to them. */
export async function loadOlder(api: Api, space: Space, limit?: number): Promise<{ listed: number[] }> {
  const { rows, lists } = space;
  const edge = lists.feedEdge;
  if (!edge) return { listed: [] };
  const page = await api.before(rows.cards.get(edge.n)!.id, rows.position, limit);
  space.merge(page, page.position);
  if (lists.feedEdge === edge) lists.feedEdge = page.edge;
  return { listed: page.feed };
}
