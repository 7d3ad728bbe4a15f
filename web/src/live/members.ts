import type { Api } from '../http/api';
import type { Space } from '../rows/space';

/** Loads everyone who is or was in the circle. */
export async function loadMembers(api: Api, space: Space): Promise<{ listed: number[] }> {
  let after: string | null = null;
  for (let more = true; more; ) {
    const page = await api.members(after, space.rows.position);
    space.merge({ members: page.members }, page.position);
    after = page.members.at(-1)?.id ?? null;
    more = page.more && after !== null;
  }
  return { listed: [] };
}
