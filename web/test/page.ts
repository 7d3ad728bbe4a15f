// A session of a circle whose server, network and store the test holds.
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { part } from '../src/link/line';
import { later } from '../src/live/later';
import { Session } from '../src/live/session';
import { passing, type Store } from '../src/outbox/store';
import type { MinePage, Snapshot } from '../src/protocol';
import type { Picture } from '../src/rows/restore';
import { at, card, light, member, person, SPACE, snapshot } from './rowing';
import { answering, json, Line, pass } from './wires';

export const me = person(1);
export const mine = (more: Partial<MinePage> = {}) => ({
  ...{ position: at(1), me, role: 'member', marks: [], grown: [] },
  ...more,
});
export const first = snapshot(5, {
  ...{ cards: [card(2), card(1)], lights: [light(2), light(1)], feed: [2, 1], edge: { at_ms: 1_000, n: 1 } },
});
export const states = (seq: number, rows: object = {}) => ({ type: 'states', space: SPACE, to: at(seq), ...rows });

/** One page: what its server answers, what its browser keeps, and what became of that. */
class Page {
  session!: Session;
  kept: Picture | undefined;
  board: Snapshot = first;
  marks: Partial<MinePage> = {};
  asked: string[] = [];
  readonly arrived: string[][] = [];
  readonly #store: Store = {
    ...passing,
    picture: async () => this.kept,
    keepPicture: async (_, picture) => {
      this.kept = picture;
    },
  };

  feed(): number[] | undefined {
    return this.session.view.value?.feed.map(({ n }) => n);
  }

  async start(): Promise<void> {
    this.session = new Session(SPACE, this.#store, 'tab');
    this.session.arrived = ids => void (ids.length > 0 && this.arrived.push(ids));
    await this.session.start();
    await pass(0);
  }

  /** As it is before each test: nothing kept, and `first` to begin with. */
  reset(): void {
    this.kept = undefined;
    this.board = first;
    this.marks = {};
    this.arrived.length = 0;
    this.asked = answering({
      snapshot: () => json(this.board),
      mine: () => json(mine(this.marks)),
      cards: url => {
        const ns = (url.searchParams.get('ns') ?? '').split(',').map(Number);
        const ids = (url.searchParams.get('ids') ?? '').split(',').map(id => Number(id.slice(-8)));
        const cards = (url.searchParams.has('ns') ? ns : ids).map(n => card(n, { by: person(7) }));
        return json({ position: at(6), feed: cards.map(({ n }) => n), cards, members: [member(7)] });
      },
      'trails/': () => json({ position: at(6), seed: 9, listed: [9, 30], cards: [card(9), card(30, { trails: [9] })] }),
    });
  }
}

/** Gives the tests of a `describe` a page, each a new one, and a clock that they move. */
export function onBoard(): Page {
  const page = new Page();
  beforeAll(async () => {
    await later();
    part.near();
    await vi.waitFor(() => expect(part.it.value).toBeDefined());
  });
  beforeEach(() => {
    vi.useFakeTimers({ now: 10_000_000_000 });
    vi.stubGlobal('WebSocket', Line);
    vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16));
    localStorage.clear();
    Line.all = [];
    page.reset();
  });
  afterEach(() => {
    page.session.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  return page;
}
