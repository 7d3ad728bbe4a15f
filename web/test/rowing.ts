// Rows as a server would tell them, in short.
import type { Card, Facet, Light, Member, Snapshot, Trail } from '../src/protocol';
import type { Shown } from '../src/rows/shown';

export const SPACE = '01990000-0000-7000-8000-000000000001';
export const id = (n: number): string => `01990000-0000-7000-8000-0001${`${n}`.padStart(8, '0')}`;
export const person = (n: number): string => `01990000-0000-7000-8000-0002${`${n}`.padStart(8, '0')}`;
export const at = (seq: number, term = 1): string => `${term}-${seq}-00000000000000aa`;

export const member = (n: number, more: Partial<Member> = {}): Member => ({
  id: person(n),
  n,
  name: `member ${n}`,
  colour: n % 12,
  role: 'member',
  state: 'present',
  ...more,
});

export const card = (n: number, more: Partial<Card> = {}): Card => ({
  id: id(n),
  n,
  by: person(0),
  at_ms: 1_000 * n,
  text: `trace ${n}`,
  builds_on: [],
  trails: [n],
  state: 'shown',
  ...more,
});

export const light = (n: number, glow_ms = 1_000 * n, grew = 0): Light => [n, glow_ms, grew];
export const trail = (n: number, warmth_ms: number, more: Partial<Trail> = {}): Trail => ({
  n,
  warmth_ms,
  size: 1,
  newest: n,
  people: [0],
  ...more,
});

export const snapshot = (seq: number, more: Partial<Snapshot> = {}): Snapshot => ({
  space: SPACE,
  position: at(seq),
  circle: { name: 'circle', half_life_ms: 3_600_000 },
  members: [member(0), member(1)],
  cards: [],
  lights: [],
  trails: [],
  feed: [],
  warm: [],
  open_ends: [],
  ...more,
});

export const shown = (id: string, builds_on: string[] = [], at_ms = 0, facet?: Facet): Shown => ({
  ...(facet && { facet }),
  id,
  n: 0,
  by: 'm',
  at_ms,
  text: id,
  open_end: null,
  places: [],
  builds_on,
  trails: [],
  seed: id,
  state: 'shown',
  glow_ms: 0,
  grew: 0,
  warmed: false,
  promised: false,
});
