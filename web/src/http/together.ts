import type { CardPage, GatheringsPage, GatheringView, Joint, PromisePage, RoundKind, RoundsPage } from '../protocol';
import { call } from './call';

/** The rounds and gatherings of a space. `at_least`: the position that the server must have folded. */
export function together(space: string) {
  const at = `/api/c/${space}`;
  const get = <T>(path: string, query: Record<string, string | number | null>) => {
    const given = Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]));
    return call<T>('GET', `${at}/${path}?${given.join('&')}`);
  };
  return {
    rounds: (before: number | null, at_least: string | null, kind: RoundKind | null = null) =>
      get<RoundsPage>('rounds', { before, at_least, kind }),
    promises: (at_least: string | null) => get<PromisePage>('promises', { at_least }),
    learned: (before: string | null, at_least: string | null) => get<CardPage>('learned', { before, at_least }),
    joint: (joint: Joint, before: string | null, at_least: string | null) =>
      get<CardPage>(`joint/${joint}`, { before, at_least }),
    gatherings: (before: string, at_least: string | null) => get<GatheringsPage>('gatherings', { before, at_least }),
    gathering: (id: string, before: string | null, at_least: string | null) =>
      get<GatheringView>(`gatherings/${id}`, { before, at_least }),
  };
}
