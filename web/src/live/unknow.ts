import { circles, write } from './memory';
import { asked, keepSketch } from './sketch';

/** Forgets what `me` kept of a circle. */
export function unknow(id: string, me: string): void {
  write(
    'circles',
    circles().filter(circle => circle.id !== id),
  );
  write(`seen ${id}`, null);
  write(asked(id, me), null);
  keepSketch(id, me, null);
  forget(`${id}/pods/`);
}

/** Forgets everything whose key says `what`. */
function forget(what: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.includes(what)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
