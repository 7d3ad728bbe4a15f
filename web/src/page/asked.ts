import { serverNow } from '../base/clock';
import { list, write } from '../live/memory';
import { asked } from '../live/sketch';
import type { With } from '../live/view';

/** A promise for today is not asked about in the hours after it was made. */
const SOON_MS = 3 * 3_600_000;
const KEPT_MAX = 100;

/** Questions about promises, each with the time until which it isn't asked; without one it was asked. */
type Asked = [question: string, until_ms?: number][];

/** A promise that is moved to another day is asked about again. */
const question = (id: string, due: string) => `${id} ${due}`;

const all = (circle: string, me: string): Asked => list<Asked[number]>(asked(circle, me)).filter(Array.isArray);

/** Whether a promise is due, and its author wasn't asked yet in this browser. */
export function isDue(circle: string, me: string, { id, facet, at_ms }: With<'promise'>, day: string): boolean {
  // The mark of a withdrawn promise may be updated later than its card.
  const due = (facet as typeof facet | undefined)?.due;
  if (!due || due > day || (due === day && serverNow() - at_ms < SOON_MS)) return false;
  const known = all(circle, me).find(([each]) => each === question(id, due));
  return !known || (known[1] !== undefined && known[1] < serverNow());
}

function note(circle: string, me: string, [named, ...until]: Asked[number]): void {
  const others = all(circle, me).filter(([each]) => each !== named);
  write(asked(circle, me), [...others, [named, ...until]].slice(-KEPT_MAX));
}

/** Notes that its author was asked. */
export const wasAsked = (circle: string, me: string, id: string, due: string): void =>
  note(circle, me, [question(id, due)]);

/** Notes that its author has just picked this day. */
export const picked = (circle: string, me: string, id: string, due: string): void =>
  note(circle, me, [question(id, due), serverNow() + SOON_MS]);
