import type { CardPage, MemberPage, TrailOrder, TrailsPage, TrailView, WordsPage } from '../protocol';
import { type Ask, call } from './call';

type Query = Record<string, string | number | null | undefined>;

/** A reader of addresses below a path. */
export const reads =
  (at: string) =>
  <T>(path: string, query: Query = {}, ask?: Ask) => {
    const given = Object.entries(query).flatMap(([key, value]) => (value == null ? [] : [[key, `${value}`]]));
    // Commas aren't encoded, which a query allows: in two hundred numbers that would be a third of the characters.
    const asked = `${new URLSearchParams(given)}`.replaceAll('%2C', ',');
    return call<T>('GET', `${at}/${path}${asked && `?${asked}`}`, ask);
  };

/** The requests of a board after its first cards are shown. `space`: a circle's id, or the path of a pod below it. */
export function more(space: string) {
  const get = reads(`/api/c/${space}`);
  return {
    before: (before: string, at_least: string | null, limit?: number) =>
      get<CardPage>('cards', { before, limit, at_least }),
    cards: (query: { ids: string } | { ns: string }, at_least: string | null) =>
      get<CardPage>('cards', { ...query, at_least }),
    openEnds: (before: string, at_least: string | null) => get<CardPage>('open_ends', { before, at_least }),
    trails: (after: string | null, at_least: string | null, order?: TrailOrder) =>
      get<TrailsPage>('trails', { after, order, at_least }),
    trail: (seed: string, at_least: string | null) => get<TrailView>(`trails/${seed}`, { at_least }),
    members: (after: string | null, at_least: string | null) => get<MemberPage>('members', { after, at_least }),
    words: (ids: readonly string[]) => get<WordsPage>('words', { ids: ids.join() }),
  };
}
