import type { Session } from '../live/session';
import { reading } from './place';

/** After so long in the background the connection may be dead; a resume costs little. */
const SLEEP_MS = 20_000;

/** Passes the browser's network and visibility events to a session. Returns a function that stops that. */
export function wake(session: Session): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let hidden_ms = 0;
  const turned = () => {
    if (document.visibilityState === 'visible') return session.woken(Date.now() - hidden_ms > SLEEP_MS);
    hidden_ms = Date.now();
    session.keep(true, reading());
  };
  addEventListener('online', () => session.online(), { signal });
  addEventListener('offline', () => session.offline(), { signal });
  addEventListener('pagehide', () => session.keep(undefined, reading()), { signal });
  document.addEventListener('visibilitychange', turned, { signal });
  return () => ended.abort();
}
