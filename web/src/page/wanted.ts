import { read as recall, write } from '../live/memory';
import { read } from './route';

/** Whoever comes in later than that begins at the board. */
const KEPT_MS = 86_400_000;

type Wanted = { path: string; at_ms: number };
const key = (circle: string) => `wanted ${circle}`;

/** Somebody who isn't in followed a link to a place of the circle: it is kept for when they come in. */
export const want = (circle: string, path: string): void => write(key(circle), { path, at_ms: Date.now() });

/** The place that was asked for before coming in, if there is one: given once. */
export function wanted(circle: string): string | undefined {
  const found = recall<Wanted>(key(circle));
  write(key(circle), null);
  if (!found || Math.abs(Date.now() - found.at_ms) > KEPT_MS) return undefined;
  const place = read(`${found.path}`.split('?')[0]!, '');
  return place.at !== 'home' && place.circle === circle ? found.path : undefined;
}
