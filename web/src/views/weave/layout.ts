// Where people are in the picture of the weave: in rings, or around one of them.
import type { Ring, Thickness } from '../../protocol';
import { THICKNESSES, type Ties } from './ties';

/** The picture is a square of so many units, with its middle at 0. */
export const SIZE = 400;
/** The most rings of pods that have room; members of further pods are in the outer ring. */
const PODS_MAX = 4;
/** How large discs are for so many people: as large as still have room beside each other. */
const DISCS: readonly (readonly [people: number, radius: number])[] = [
  [12, 19],
  [30, 15],
  [60, 10.5],
  [120, 7.5],
];
const SMALLEST = 5.5;
/** Up to so many people have their names beside them. */
export const NAMED_MAX = 12;

/** So few people are in one ring, whatever pods they are in: rings of two and three would put them all above each other. */
const FEW = 8;

export interface Place {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Its name is shown beside it. */
  readonly named: boolean;
}

export interface Layout {
  readonly places: ReadonlyMap<number, Place>;
  /** Rings that are drawn behind the people. */
  readonly rings: readonly { x: number; y: number; r: number }[];
}

const radius = (people: number) => DISCS.find(([most]) => people <= most)?.[1] ?? SMALLEST;

/** At an angle from the top, by the clock. */
const around = (turn: number, distance: number) => {
  const angle = turn * 2 * Math.PI;
  return { x: Math.sin(angle) * distance, y: -Math.cos(angle) * distance };
};

interface Band {
  places: Place[];
  /** How far from the middle its innermost people are. */
  inner: number;
}

/** People in rows around the middle, in turn in one and the next, so that neighbours in the order stay neighbours. */
function band(people: readonly number[], outer: number, r: number, named: boolean): Band {
  const step = 2 * r + (named ? 16 : r > 8 ? 5 : 3.5);
  const fits = (rows: number) => {
    const least = Math.max(r * 2, outer - (rows - 1) * step);
    return Math.floor((2 * Math.PI * least) / step) * rows;
  };
  let rows = 1;
  while (rows < 8 && fits(rows) < people.length) rows += 1;
  const places = people.map((n, at) => {
    const distance = Math.max(r * 2, outer - (at % rows) * step);
    // Nobody exactly at the top: so two people are beside each other, and no name covers their line.
    return { n, r, named, ...around((at + 0.5) / people.length, distance) };
  });
  return { places, inner: outer - (rows - 1) * step };
}

/** Everybody: the small rings are the asker's own pods, the inner one who was at the last gathering, the outer one all others. */
export function everybody(order: readonly number[], known: readonly Ring[]): Layout {
  const rings = order.length > FEW ? known : [];
  const r = radius(order.length);
  const named = order.length <= NAMED_MAX;
  const left = new Set(order);
  const take = (people: readonly number[]) => order.filter(n => people.includes(n) && left.delete(n));
  const pods = rings.flatMap(({ of, people }) => ('pod' in of ? [people] : [])).slice(0, PODS_MAX);
  const small: (readonly number[])[] = [];
  for (const pod of pods) {
    const people = take(pod);
    if (people.length > 1) small.push(people);
    // One person makes no ring, and is with the others.
    else for (const n of people) left.add(n);
  }
  const gathered = take(rings.flatMap(({ of, people }) => ('gathering' in of ? people : [])));
  const all: Place[] = [];
  const drawn: { x: number; y: number; r: number }[] = [];
  let edge = SIZE / 2 - r - (named ? 20 : 3);
  const home = order.filter(n => left.has(n));
  for (const people of [home, gathered]) {
    if (people.length === 0) continue;
    const { places, inner } = band(people, edge, r, named);
    all.push(...places);
    drawn.push({ x: 0, y: 0, r: (edge + inner) / 2 });
    edge = Math.max(r * 3, inner - 2 * r - (named ? 24 : 14));
  }
  const around_r = (count: number) => Math.max(r * 1.6, (count * (2 * r + (named ? 12 : 5))) / (2 * Math.PI));
  const widest = Math.max(0, ...small.map(people => around_r(people.length) + r));
  const away = small.length > 1 ? Math.max(0, edge - widest + r) : 0;
  small.forEach((people, at) => {
    const middle = around(at / small.length, away);
    const ring_r = around_r(people.length);
    drawn.push({ ...middle, r: ring_r });
    people.forEach((n, place) => {
      const { x, y } = around(place / people.length, ring_r);
      all.push({ n, r, named, x: middle.x + x, y: middle.y + y });
    });
  });
  return { places: new Map(all.map(place => [place.n, place])), rings: drawn };
}

/** The distance from the middle by the thickness of the tie, and without a tie. */
const DISTANCE: Record<Thickness | 'none', number> = { thick: 72, middle: 112, thin: 150, none: 186 };

/** One person in the middle, the others around by how thick their ties are. */
export function aroundOne(order: readonly number[], ties: Ties, me: number): Layout {
  const own = ties.get(me);
  const places: Place[] = [{ n: me, x: 0, y: 0, r: 24, named: false }];
  const rings: { x: number; y: number; r: number }[] = [];
  for (const of of [...THICKNESSES, 'none'] as const) {
    const people = order.filter(n => n !== me && (own?.get(n) ?? 'none') === of);
    if (people.length === 0) continue;
    const room = (2 * Math.PI * DISTANCE[of]) / people.length;
    const most = of === 'none' ? 9 : 15;
    const r = Math.max(3.2, Math.min(most, (room - 3) / 2));
    const named = of !== 'none' && r >= 12 && room > 62;
    // Each ring begins a little further round, so that no two names are below each other at the top.
    const shift = rings.length * 0.06;
    for (const [at, n] of people.entries()) {
      // Few people are spread over all rings together: with one in each they would be above each other.
      const turn = order.length <= FEW ? (places.length - 0.75) / (order.length - 1) : at / people.length + shift;
      places.push({ n, r, named, ...around(turn, DISTANCE[of]) });
    }
    if (of !== 'none') rings.push({ x: 0, y: 0, r: DISTANCE[of] });
  }
  return { places: new Map(places.map(place => [place.n, place])), rings };
}

/**
 * A tie as a curve that bends towards the middle, so that lines gather there instead of covering people; the less the nearer the two
 * are to each other.
 */
export function curve(from: Place, to: Place): string {
  const at = (value: number) => value.toFixed(1);
  const far = Math.min(1, Math.hypot(from.x - to.x, from.y - to.y) / (SIZE * 0.7));
  const stays = 1 - 0.72 * far;
  const [x, y] = [((from.x + to.x) / 2) * stays, ((from.y + to.y) / 2) * stays];
  return `M${at(from.x)} ${at(from.y)}Q${at(x)} ${at(y)} ${at(to.x)} ${at(to.y)}`;
}

/** The person nearest to a point, within a thumb's width. */
export function nearest(layout: Layout, x: number, y: number, within: number): number | undefined {
  let best: number | undefined;
  let least = within;
  for (const { n, r, ...place } of layout.places.values()) {
    const distance = Math.hypot(place.x - x, place.y - y) - r;
    if (distance < least) [best, least] = [n, distance];
  }
  return best;
}
