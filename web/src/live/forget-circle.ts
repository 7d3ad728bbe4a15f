import { circles, leaving, write } from './memory';
import { asked } from './sketch';
import { sketchKeys } from './sketches';

/** Deletes what `me` stored of a circle. */
export function forgetCircle(id: string, me: string): void {
  write(
    'circles',
    circles().filter(circle => circle.id !== id),
  );
  write(`seen ${id}`, null);
  write(asked(id, me), null);
  for (const key of sketchKeys(id, me)) write(key, null);
  leaving(id, null);
  forget(`${id}/pods/`);
}

/** Deletes everything whose key contains `what`. */
function forget(what: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.includes(what)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
