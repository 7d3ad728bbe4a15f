import type { Socket } from '../live/socket';

/** Tells a socket what the browser knows of the network and of being looked at. Returns how to stop that. */
export function wake(socket: Socket, left: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let hidden_ms = 0;
  const turned = () => {
    if (document.visibilityState === 'visible') return socket.woken(Date.now() - hidden_ms);
    hidden_ms = Date.now();
    left();
  };
  addEventListener('online', () => socket.now(), { signal });
  addEventListener('offline', () => socket.drop(), { signal });
  addEventListener('pageshow', event => event.persisted && socket.renew(), { signal });
  addEventListener('pagehide', left, { signal });
  document.addEventListener('visibilitychange', turned, { signal });
  return () => ended.abort();
}

/** Runs `act` before the next picture is drawn, or soon where none is: a hidden page draws nothing. */
export function soon(act: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(act);
  else setTimeout(act, 250);
}
