import { signal } from '@preact/signals';

/** Less than this is the way of a message, and no reason to draw every time anew. */
const APART_MS = 1_000;

/** How far the server's clock is ahead of this browser's. */
export const ahead_ms = signal(0);

/** Notes what the server's clock says: a phone's own may be hours off, and times are told against the log's. */
export function set(server_ms: number): void {
  const found_ms = server_ms - Date.now();
  if (Math.abs(found_ms - ahead_ms.peek()) > APART_MS) ahead_ms.value = found_ms;
}

/** The server's time, as well as this browser knows it. */
export const serverNow = (): number => Date.now() + ahead_ms.peek();
