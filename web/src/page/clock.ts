import { signal } from '@preact/signals';

const TICK_MS = 30_000;

/** The time that relative times and glow are shown for. Ticks slowly: nothing here counts seconds. */
export const now = signal(Date.now());

export function tick(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') now.value = Date.now();
  }, TICK_MS);
  document.addEventListener('visibilitychange', () => {
    now.value = Date.now();
  });
}
