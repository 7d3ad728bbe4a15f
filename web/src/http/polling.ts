import { type Draft, type Following, type ServerFrame, VERSION } from '../protocol';
import { ANSWER_MS_MAX, call } from './call';
import { reads } from './more';

/** Following and posting by requests, where no websocket can be opened. */
export function polling(circle: string) {
  const at = `/api/c/${circle}`;
  const get = reads(at);
  return {
    /** `own`: the `known` of the last `own_pods`. */
    states: (follow: readonly Following[], own: string, wait_ms: number, signal: AbortSignal) => {
      const after = follow.find(({ space }) => space === circle)?.after;
      const pods = follow.filter(({ space }) => space !== circle);
      const spaces = pods.map(({ space, after }) => `${space}@${after}`).join() || null;
      const query = { version: VERSION, after, spaces, own, wait_ms };
      return get<ServerFrame[]>('states', query, { wait_ms: wait_ms + ANSWER_MS_MAX, signal });
    },
    posts: (drafts: Draft[], pod: string | undefined, signal: AbortSignal) =>
      call<ServerFrame[]>('POST', `${at}${pod ? `/pods/${pod}` : ''}/posts`, { body: { drafts }, signal }),
  };
}
