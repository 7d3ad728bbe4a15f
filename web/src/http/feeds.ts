import { newId } from '../base/id';
import type { FeedLink, StandingFeed } from '../protocol';
import { call } from './call';

/** The feeds of a circle, as hosts make and revoke their addresses. */
export function feeds(circle: string) {
  const at = `/api/c/${circle}/feeds`;
  return {
    all: () => call<StandingFeed[]>('GET', at),
    make: () => call<FeedLink>('POST', at, { body: { id: newId() } }),
    revoke: (feed: string) => call<void>('DELETE', `${at}/${feed}`),
  };
}
