const FIRST_MS = 400;
const MOST_MS = 20_000;

/**
 * How long to wait before the `attempt`-th try (from 0): doubling, with full jitter above a fifth, so that a hall full
 * of phones doesn't come back in one moment.
 */
export function backoff_ms(attempt: number, random: number = Math.random()): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(most * (0.2 + 0.8 * random));
}
