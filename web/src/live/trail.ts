import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads the whole trail of a trace; the nearest one if it is in several. `more`: the trail is longer than an answer. */
export async function loadTrail(api: Api, space: Space, id: string): Promise<{ listed: number[]; more: boolean }> {
  const { rows } = space;
  const fetch = async (query: { ids: string } | { ns: string }) => {
    const page = await api.cards(query, rows.position);
    space.merge(page, page.position);
  };
  if (!rows.card(id)) await fetch({ ids: id });
  const [seed] = rows.card(id)?.trails ?? [];
  if (seed !== undefined && !rows.cards.get(seed)) await fetch({ ns: `${seed}` });
  const page = await api.trail(rows.cards.get(seed ?? -1)?.id ?? id, rows.position);
  space.merge(page, page.position);
  space.lists.trailEdges.set(page.seed, page.edge);
  return { listed: page.listed, more: page.edge !== undefined };
}
