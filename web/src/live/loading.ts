// What is loaded when somebody looks for it.
import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads older traces, and moves the feed's edge down to them. Answers their numbers. */
export async function loadOlder(api: Api, space: Space): Promise<number[]> {
  const { rows, lists } = space;
  const edge = lists.feedEdge;
  if (!edge) return [];
  const page = await api.before(rows.cards.get(edge.n)!.id, rows.position);
  space.merge(page, page.position);
  if (lists.feedEdge === edge) lists.feedEdge = page.edge;
  return page.feed;
}

/** Loads the trail of a trace whole: its nearest, where it stands in several. `more`: it is longer than an answer. */
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

/** Loads everyone who is or was in the circle. */
export async function loadMembers(api: Api, space: Space): Promise<number[]> {
  let after: string | null = null;
  for (let more = true; more; ) {
    const page = await api.members(after, space.rows.position);
    space.merge({ members: page.members }, page.position);
    after = page.members.at(-1)?.id ?? null;
    more = page.more && after !== null;
  }
  return [];
}
