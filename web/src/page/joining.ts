import { newId } from '../base/id';
import { read, write } from '../live/memory';
import { note } from './address';

/** Somebody who is on their way in by an invite. */
export interface Joining {
  /** Where the invite's secret begins: enough to know it by, and not enough to use it. */
  of: string;
  name: string;
  colour: number;
  /** What the server knows the request by: sent again, it makes no second member and uses no second place. */
  request: string;
}

const OF_LENGTH = 8;
const key = (circle: string) => `joining ${circle}`;

/** Who asked to come in by this invite from this browser, and has had no answer yet: it may have been lost on its way. */
export function joining(circle: string, secret: string): Joining | undefined {
  // The history entry outlives a reload where the browser stores nothing.
  const begun = read<Joining>(key(circle)) ?? (history.state?.joining as Joining | undefined);
  return begun?.of === secret.slice(0, OF_LENGTH) ? begun : undefined;
}

/** Somebody asks to come in. Whoever has asked already by that name asks the same again. */
export function join(circle: string, secret: string, named: string, colour: number): Joining {
  const name = named.trim().normalize();
  const before = joining(circle, secret);
  const request = before?.name === name ? before.request : newId();
  const begun = { of: secret.slice(0, OF_LENGTH), name, colour, request };
  write(key(circle), begun);
  note({ joining: begun }, location.href);
  return begun;
}

/** They are in. */
export function isIn(circle: string): void {
  write(key(circle), null);
  note({ joining: undefined }, location.href);
}
