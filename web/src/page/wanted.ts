import { read, write } from '../live/memory';

/** Whoever comes in later than that begins at the board. */
const KEPT_MS = 86_400_000;

type Wanted = { path: string; at_ms: number };
const key = (circle: string) => `wanted ${circle}`;

/** Somebody who isn't in followed a link to a place of the circle: it is kept for when they come in. */
export const want = (circle: string, path: string): void => write(key(circle), { path, at_ms: Date.now() });

/** The place that was asked for before coming in, if there is one: given once. */
export function wanted(circle: string): string | undefined {
  const found = read<Wanted>(key(circle));
  write(key(circle), null);
  return found && Math.abs(Date.now() - found.at_ms) < KEPT_MS ? found.path : undefined;
}
