import type { PushState, PushSubscribed } from '../protocol';
import { call } from './call';

/** Whether this session is told by Web Push, in a circle. */
export function push(circle: string) {
  const at = `/api/c/${circle}/push`;
  return {
    state: () => call<PushState>('GET', at),
    set: (body: PushSubscribed) => call<void>('PUT', at, { body }),
    drop: () => call<void>('DELETE', at),
  };
}
