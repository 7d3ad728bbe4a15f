import type {
  CardPage,
  Invite,
  InviteInfo,
  InviteLink,
  Joined,
  JoinRequest,
  NewInvite,
  Snapshot,
  TrailPage,
  TrailView,
} from '../protocol';
import { call } from './call';

/** The API of one circle. */
export type Api = ReturnType<typeof api>;

export function api(circle: string) {
  const at = `/api/c/${circle}`;
  const get = <T>(path: string, query: Record<string, string | number | null | undefined>) => {
    const given = Object.entries(query).flatMap(([key, value]) => (value == null ? [] : [[key, `${value}`]]));
    return call<T>('GET', `${at}/${path}?${new URLSearchParams(given)}`);
  };
  return {
    look: (secret: string) => call<InviteInfo>('POST', `${at}/look`, { secret }),
    join: (request: JoinRequest) => call<Joined>('POST', `${at}/join`, request),
    signOut: () => call<void>('DELETE', `${at}/session`),
    snapshot: (grown_since_ms: number | undefined) => get<Snapshot>('snapshot', { grown_since_ms }),
    before: (before: string, at_least: string | null) => get<CardPage>('cards', { before, at_least }),
    cards: (ids: string[], at_least: string | null) => get<CardPage>('cards', { ids: ids.join(), at_least }),
    trails: (seeds: string[], at_least: string | null) => get<TrailPage>('trails', { seeds: seeds.join(), at_least }),
    trail: (seed: string, at_least: string | null) => get<TrailView>(`trails/${seed}`, { at_least }),
    invites: () => get<Invite[]>('invites', {}),
    invite: (invite: NewInvite) => call<InviteLink>('POST', `${at}/invites`, invite),
    revoke: (id: string) => call<void>('DELETE', `${at}/invites/${id}`),
    exportAt: (format: 'jsonl' | 'md') => `${at}/export?format=${format}`,
  };
}
