import {
  type CardPage,
  type Draft,
  type MemberPage,
  type MinePage,
  type ServerFrame,
  type Snapshot,
  type TrailOrder,
  type TrailsPage,
  type TrailView,
  VERSION,
  type WordsPage,
} from '../protocol';
import { ANSWER_MS_MAX, type Ask, call } from './call';

/** What a board is made of, by the API of one circle. */
export type Api = ReturnType<typeof api>;

type Query = Record<string, string | number | null | undefined>;

export function api(circle: string) {
  const at = `/api/c/${circle}`;
  const get = <T>(path: string, query: Query = {}, ask?: Ask) => {
    const given = Object.entries(query).flatMap(([key, value]) => (value == null ? [] : [[key, `${value}`]]));
    // A comma may stand in a query as it is: of two hundred numbers every third character would be one.
    const asked = `${new URLSearchParams(given)}`.replaceAll('%2C', ',');
    return call<T>('GET', `${at}/${path}${asked && `?${asked}`}`, ask);
  };
  return {
    // Exactly as the document's preload names it.
    snapshot: () => get<Snapshot>('snapshot'),
    states: (after: string, wait_ms: number, signal: AbortSignal) =>
      get<ServerFrame[]>('states', { version: VERSION, after, wait_ms }, { wait_ms: wait_ms + ANSWER_MS_MAX, signal }),
    posts: (drafts: Draft[], signal: AbortSignal) =>
      call<ServerFrame[]>('POST', `${at}/posts`, { body: { drafts }, signal }),
    /** With `since_ms` also what grew from one's own after that, and who came in. */
    mine: (cards: readonly number[], since_ms: number | null, at_least: string | null) =>
      get<MinePage>('mine', {
        cards: cards.join() || null,
        grown_since_ms: since_ms,
        joined_since_ms: since_ms,
        at_least,
      }),
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
