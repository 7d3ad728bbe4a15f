// Random boards, windows and answers, against a model that keeps everything: whatever comes in whatever order, both say the same.
import { expect, test } from 'vitest';
import type { Card, Light, Trail } from '../src/protocol';
import { comparePositions } from '../src/rows/position';
import { begin } from '../src/rows/space';
import { at, card, id, light, snapshot, trail } from './rowing';

/** A random sequence that a failing test can be repeated by (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The server's board at every position: of each row, what it was after each change. */
class Model {
  readonly cards = new Map<number, [number, Card][]>();
  readonly lights = new Map<number, [number, Light][]>();
  readonly trails = new Map<number, [number, Trail][]>();
  seq = 0;

  constructor(private readonly roll: (below: number) => number) {}

  step(): void {
    const { roll } = this;
    this.seq += 1;
    const count = this.cards.size;
    if (count === 0 || roll(3) === 0) {
      const parent = count > 0 && roll(2) === 0 ? roll(count) : undefined;
      const trails = parent === undefined ? [count] : this.now(this.cards, parent)!.trails;
      // Some are brought in from a file, with a time of their own.
      const at_ms = roll(8) === 0 ? roll(1_000 * (count + 1)) : 1_000 * count;
      this.set(this.cards, count, card(count, { at_ms, trails, builds_on: parent === undefined ? [] : [id(parent)] }));
      this.set(this.lights, count, light(count));
      for (const n of trails) this.set(this.trails, n, trail(n, roll(5_000), { newest: count }));
      return;
    }
    const n = roll(count);
    if (roll(2) === 0) this.set(this.lights, n, light(n, roll(9_000), roll(3)));
    else this.set(this.cards, n, { ...this.now(this.cards, n)!, text: `reworded at ${this.seq}`, reworded: true });
  }

  set<R>(rows: Map<number, [number, R][]>, n: number, row: R): void {
    rows.set(n, [...(rows.get(n) ?? []), [this.seq, row]]);
  }

  now<R>(rows: Map<number, [number, R][]>, n: number, seq = this.seq): R | undefined {
    return [...(rows.get(n) ?? [])].reverse().find(([changed]) => changed <= seq)?.[1];
  }

  /** All rows of a kind as of `to`, of those that changed after `after`. */
  rows<R>(rows: Map<number, [number, R][]>, to: number, after = -1): R[] {
    return [...rows].flatMap(([n, all]) => {
      const row = this.now(rows, n, to);
      return row && all.some(([changed]) => changed > after && changed <= to) ? [row] : [];
    });
  }

  states(after: number, to: number) {
    const [cards, lights] = [this.rows(this.cards, to, after), this.rows(this.lights, to, after)];
    return { cards, lights, trails: this.rows(this.trails, to, after) };
  }

  feed(to: number): Card[] {
    return this.rows(this.cards, to).sort((a, b) => b.at_ms - a.at_ms || b.n - a.n);
  }
}

const WINDOW = 5;

test('after frames and answers in any order a page equals the server, down to its edges', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const roll = random(seed);
    const model = new Model(roll);
    for (let step = 0; step < 20; step += 1) model.step();
    const first = model.feed(model.seq).slice(0, WINDOW);
    const warm = model.rows(model.trails, model.seq).sort((a, b) => b.warmth_ms - a.warmth_ms || a.n - b.n);
    const listed = first.map(({ n }) => model.now(model.lights, n)!);
    const last = first.at(-1)!;
    const space = begin(
      snapshot(model.seq, {
        ...{ cards: first, lights: listed, trails: warm.slice(0, WINDOW), feed: first.map(({ n }) => n) },
        ...(model.cards.size > WINDOW && { edge: { at_ms: last.at_ms, n: last.n } }),
        ...(warm.length > WINDOW && { warm_edge: warm[WINDOW - 1]! }),
      }),
    );
    /** Answers on their way: they are merged when they come, and others overtake them. */
    const late: (() => void)[] = [];
    let to = model.seq;
    for (let step = 0; step < 120; step += 1) {
      model.step();
      const what = roll(5);
      if (what === 0) {
        // A frame merges what has gathered.
        space.merge(model.states(to, model.seq), at(model.seq));
        space.rows.reach(at(model.seq));
        to = model.seq;
      } else if (what === 1) {
        const asked = model.seq;
        const cards = model.rows(model.cards, asked).filter(() => roll(4) === 0);
        const lights = cards.map(({ n }) => model.now(model.lights, n, asked)!);
        late.push(() => space.merge({ cards, lights }, at(asked)));
      } else if (what === 2 && space.lists.feedEdge) {
        const edge = space.lists.feedEdge;
        const asked = model.seq;
        const all = model.feed(asked);
        const from = all.findIndex(({ n }) => n === edge.n) + 1;
        const older = all.slice(from, from + 3);
        const end = older.at(-1) && from + 3 < all.length ? older.at(-1)! : undefined;
        late.push(() => {
          space.merge({ cards: older, lights: older.map(({ n }) => model.now(model.lights, n, asked)!) }, at(asked));
          if (space.lists.feedEdge === edge) space.lists.feedEdge = end && { at_ms: end.at_ms, n: end.n };
        });
      } else late.splice(roll(late.length), 1)[0]?.();
    }
    for (const come of late) come();
    space.merge(model.states(to, model.seq), at(model.seq));
    space.rows.reach(at(model.seq));

    const { feedEdge, warmEdge } = space.lists;
    const feed = model
      .feed(model.seq)
      .filter(({ at_ms, n }) => !feedEdge || at_ms > feedEdge.at_ms || (at_ms === feedEdge.at_ms && n >= feedEdge.n));
    expect([seed, space.lists.feed()]).toEqual([seed, feed]);
    for (const { n, id } of feed) {
      const [, glow_ms, grew] = model.now(model.lights, n)!;
      expect(space.cards.get(id)).toMatchObject({ glow_ms, grew, text: model.now(model.cards, n)!.text });
    }
    const above = (one: Trail) =>
      !warmEdge || one.warmth_ms > warmEdge.warmth_ms || (one.warmth_ms === warmEdge.warmth_ms && one.n <= warmEdge.n);
    const trails = model.rows(model.trails, model.seq).filter(above);
    expect(space.lists.warm()).toEqual(trails.sort((a, b) => b.warmth_ms - a.warmth_ms || a.n - b.n));
    expect(comparePositions(space.rows.position!, at(model.seq))).toBe(0);
  }
});
