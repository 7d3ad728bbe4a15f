import { newId } from '../base/id';
import { read, write } from '../live/memory';
import { note } from './address';

/** A join request that isn't known to have let its member in. */
export interface Joining {
  /** The beginning of the invite's secret: enough to recognise it, and not enough to use it. */
  of: string;
  name: string;
  colour: number;
  /** The request's id: repeating it adds no second member and uses no second place. */
  request: string;
  /** It was sent before under another name or colour, which its member may have. */
  changed?: boolean;
}

const OF_LENGTH = 8;
const key = (circle: string) => `joining ${circle}`;
/** Where the browser stores nothing and refuses to write its history. */
const unkept = new Map<string, Joining>();

/** The join request of this browser for an invite, if it isn't known to have let its member in: the answer may have been lost. */
export function joining(circle: string, secret: string): Joining | undefined {
  // The history entry survives a reload if the browser stores nothing.
  const begun = read<Joining>(key(circle)) ?? (history.state?.joining as Joining | undefined) ?? unkept.get(circle);
  return begun?.of === secret.slice(0, OF_LENGTH) ? begun : undefined;
}

/** Begins a join request. A former one for this invite is repeated, whatever the name is now: its member may be there already. */
export function join(circle: string, secret: string, named: string, colour: number): Joining {
  const name = named.trim().normalize();
  const before = joining(circle, secret);
  const changed = before && (before.changed || before.name !== name || before.colour !== colour);
  const begun: Joining = {
    of: secret.slice(0, OF_LENGTH),
    name,
    colour,
    request: before?.request ?? newId(),
    ...(changed && { changed }),
  };
  unkept.set(circle, begun);
  write(key(circle), begun);
  note({ joining: begun }, location.href);
  return begun;
}

/** The request let its member in, or can't any more. */
export function isIn(circle: string): void {
  unkept.delete(circle);
  write(key(circle), null);
  note({ joining: undefined }, location.href);
}
