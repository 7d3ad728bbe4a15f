import type { Session } from '../live/session';
import { reading } from './place';

/** After a sleep of this length nobody can tell whether the old line still lives; a resume costs little. */
const SLEEP_MS = 20_000;

/** Tells a session what the browser knows of the network and of being looked at. Returns how to stop that. */
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
