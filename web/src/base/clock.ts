import { signal } from '@preact/signals';

/** A smaller difference is only network latency, and no reason to redraw all times. */
const APART_MS = 1_000;

/** How far the server's clock is ahead of this browser's. */
export const ahead_ms = signal(0);

/** Notes the server's time: a phone's clock may be hours off, and the log's times are by the server's. */
export function set(server_ms: number): void {
  const found_ms = server_ms - Date.now();
  if (Math.abs(found_ms - ahead_ms.peek()) > APART_MS) ahead_ms.value = found_ms;
}

/** The server's time, as far as this browser knows it. */
export const serverNow = (): number => Date.now() + ahead_ms.peek();
