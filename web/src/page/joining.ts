import { newId } from '../base/id';
import { read, write } from '../live/memory';
import { note } from './address';

/** A join request without an answer yet. */
export interface Joining {
  /** The beginning of the invite's secret: enough to recognise it, and not enough to use it. */
  of: string;
  name: string;
  colour: number;
  /** The request's id: repeating it adds no second member and uses no second place. */
  request: string;
}

const OF_LENGTH = 8;
const key = (circle: string) => `joining ${circle}`;

/** The join request of this browser for an invite, if it has no answer yet: the answer may have been lost. */
export function joining(circle: string, secret: string): Joining | undefined {
  // The history entry survives a reload if the browser stores nothing.
  const begun = read<Joining>(key(circle)) ?? (history.state?.joining as Joining | undefined);
  return begun?.of === secret.slice(0, OF_LENGTH) ? begun : undefined;
}

/** Begins a join request. With the same name as before, the former request is repeated. */
export function join(circle: string, secret: string, named: string, colour: number): Joining {
  const name = named.trim().normalize();
  const before = joining(circle, secret);
  const request = before?.name === name ? before.request : newId();
  const begun = { of: secret.slice(0, OF_LENGTH), name, colour, request };
  write(key(circle), begun);
  note({ joining: begun }, location.href);
  return begun;
}

/** The request has been answered. */
export function isIn(circle: string): void {
  write(key(circle), null);
  note({ joining: undefined }, location.href);
}
