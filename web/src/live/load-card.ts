import type { Session } from './session';

/** Loads one trace. */
export const loadCard =
  (ids: string): Parameters<Session['load']>[0] =>
  async (api, space) => {
    const page = await api.cards({ ids }, space.rows.position);
    space.merge(page, page.position);
    return { listed: page.feed };
  };
