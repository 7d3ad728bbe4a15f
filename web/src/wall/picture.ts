import type { TraceId, WallShows, WallTrace } from '../protocol';

/** How many cards a wall shows at most. */
export const CARDS_MAX = 3;
/** Without a new trace for so long, the wall looks back. */
export const QUIET_MS = 90_000;
/** How long a look back stays. */
export const SPELL_MS = 14_000;

export type Scene =
  | { at: 'newest' | 'warm'; cards: WallTrace[]; ends: WallTrace[] }
  | { at: 'open'; end: WallTrace }
  | { at: 'empty' };

/** The oldest first, so that what grew stands below what it grew from. */
const inOrder = (traces: Iterable<WallTrace>) =>
  [...traces].sort((a, b) => a.at_ms - b.at_ms || (a.id < b.id ? -1 : 1));

/** A trace, what it builds on, what that builds on, and then what came before it: as many as a wall shows. */
function around(shows: WallShows, id: TraceId, fill: TraceId[]): WallTrace[] {
  const known = new Map(shows.traces.map(trace => [trace.id, trace]));
  const chosen = new Set<TraceId>();
  const add = (ids: TraceId[] = []) => {
    for (const each of ids) if (chosen.size < CARDS_MAX && known.has(each)) chosen.add(each);
  };
  add([id]);
  add(known.get(id)?.builds_on);
  for (const each of [...chosen]) add(known.get(each)?.builds_on);
  add(fill);
  return inOrder([...chosen].map(each => known.get(each)!));
}

/** What is shown in a step of a quiet spell; in step 0 the newest. Open ends and warm trails take turns, and each third is the newest. */
export function scene(shows: WallShows, step: number): Scene {
  const of = (ids: TraceId[]) => ids.flatMap(id => shows.traces.find(trace => trace.id === id) ?? []);
  const [ends, newest] = [of(shows.open_ends), shows.newest[0]];
  if (!newest) return { at: 'empty' };
  const looks: Scene[] = [];
  const warm = shows.warm.filter(id => id !== newest);
  for (let at = 0; at < Math.max(warm.length, ends.length); at += 1) {
    if (warm[at]) looks.push({ at: 'warm', cards: around(shows, warm[at]!, []), ends });
    if (ends[at]) looks.push({ at: 'open', end: ends[at]! });
  }
  const turn = step % 3;
  if (turn === 0 || looks.length === 0) return { at: 'newest', cards: around(shows, newest, shows.newest), ends };
  return looks[(Math.floor(step / 3) * 2 + turn - 1) % looks.length]!;
}

/** How warm a card looks, from 0 to 1: half as much after each half-life. */
export const warmth = (at_ms: number, now_ms: number, half_ms: number): number =>
  2 ** -Math.max(0, (now_ms - at_ms) / half_ms);
