import { effect, signal } from '@preact/signals';
import { ahead_ms, serverNow } from '../base/clock';

const TICK_MS = 30_000;

/** The time that relative times and glow are shown for. Ticks slowly: nothing here counts seconds. */
export const now = signal(serverNow());

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
