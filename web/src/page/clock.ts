import { effect, signal } from '@preact/signals';
import { ahead_ms, serverNow } from '../base/clock';

const TICK_MS = 30_000;

/** The present time for relative times and glow. Ticks slowly: nothing shows seconds. */
export const now = signal(serverNow());

/** Whether times are told: the words of a first screen don't wait for the browser's calendars. */
export const timely = signal(false);

export function tick(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') now.value = serverNow();
  }, TICK_MS);
  const set = () => {
    now.value = serverNow();
  };
  document.addEventListener('visibilitychange', set);
  effect(() => {
    if (ahead_ms.value) set();
  });
}
