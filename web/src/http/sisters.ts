import { newId } from '../base/id';
import type { Sister, SisterLink, SisterStoryView, SistersPage, StandingSisterLink } from '../protocol';
import { call } from './call';
import { reads } from './more';

/** Sister circles, by the API of a circle. */
export function sisters(circle: string) {
  const at = `/api/c/${circle}`;
  const get = reads(at);
  return {
    all: () => get<SistersPage>('sisters'),
    story: (sister: string, story: string) => get<SisterStoryView>(`sisters/${sister}/stories/${story}`),
    add: (id: string, link: string) => call<Sister>('POST', `${at}/sisters`, { body: { id, link } }),
    letGo: (sister: string) => call<void>('DELETE', `${at}/sisters/${sister}`),
    links: () => get<StandingSisterLink[]>('sister_links'),
    make: () => call<SisterLink>('POST', `${at}/sister_links`, { body: { id: newId() } }),
    revoke: (link: string) => call<void>('DELETE', `${at}/sister_links/${link}`),
    cross: (story: string, crosses: boolean) =>
      call<void>(crosses ? 'POST' : 'DELETE', `${at}/stories/${story}/crossing`, { body: { id: newId() } }),
  };
}
