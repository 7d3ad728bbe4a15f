// Coming back: what is seen first after a silence, the place that was left, quiet trails, and resting.

import { describe, expect, test } from 'vitest';
import { visited } from '../src/live/memory';
import { loadQuiet, quietBelow_ms } from '../src/live/quiet';
import { picture } from '../src/rows/picture';
import { quiet } from '../src/rows/quiet';
import { begin } from '../src/rows/space';
import { first, me, mine, onBoard, states } from './page';
import { at, card, id, member, person, SPACE, snapshot, trail } from './rowing';
import { answering, json, Line, pass } from './wires';

const HOUR_MS = 3_600_000;
const place = { id: id(1), top: 80 };

describe('a return', () => {
  const page = onBoard();
  /** A visit so long ago, with the picture that it kept. */
  const awayFor = (silence_ms: number, who = me) => {
    page.kept = picture(SPACE, begin(first), { me: who, role: 'member' });
    visited(SPACE, { me: who, at_ms: Date.now() - silence_ms, place });
  };
  const live = async (rows: object = {}) => {
    Line.last.welcomes(me);
    Line.last.says(states(8, rows));
    await pass(20);
  };

  test('after a silence begins with what grew and who is new, and knows the place, before any network', async () => {
    awayFor(HOUR_MS);
    page.marks = { grown: [3], joined: [5], cards: [card(3)], members: [member(5)] };
    await page.start();
    expect([page.session.keeper.back.value, page.session.keeper.place]).toEqual(['coming', place]);
    await live();
    expect(page.session.keeper.back.value).toEqual({ grown: [id(3)], joined: [person(5)] });
    // A connection that comes and goes takes nothing away.
    Line.last.breaks();
    await pass(2_000);
    await live();
    expect(page.session.keeper.back.value).toMatchObject({ grown: [id(3)] });
  });

  test('without news shows the board', async () => {
    awayFor(HOUR_MS);
    await page.start();
    await live({ cards: [card(9, { at_ms: Date.now() })] });
    expect([page.session.keeper.back.value, page.session.keeper.place]).toEqual([null, place]);
  });

  test('after a long silence begins with the board’s warmth, where others went on', async () => {
    awayFor(13 * HOUR_MS);
    await page.start();
    await live({ cards: [card(9, { at_ms: Date.now() })] });
    expect(page.session.keeper.back.value).toEqual({ grown: [], joined: [] });
  });

  test('is not shown within half an hour', async () => {
    awayFor(HOUR_MS / 3);
    await page.start();
    expect(page.session.keeper.back.value).toBeNull();
  });

  test('is not shown when the server doesn’t answer', async () => {
    awayFor(HOUR_MS);
    await page.start();
    answering({ mine: () => json({}, 500) });
    await live();
    expect(page.session.keeper.back.value).toBeNull();
  });

  test('of another member in the same browser shows nothing of the first', async () => {
    awayFor(HOUR_MS, person(8));
    await page.start();
    await live();
    await pass(20);
    expect([page.session.keeper.back.value, page.session.keeper.place]).toEqual([null, undefined]);
    page.session.keep(true);
    expect(visited(SPACE)).toMatchObject({ me });
    expect(visited(SPACE)?.place).toBeUndefined();
  });

  test('a visit keeps its place until the board is read elsewhere', async () => {
    await page.start();
    await live();
    page.session.keep(true, place);
    page.session.keep(true);
    expect(visited(SPACE)?.place).toEqual(place);
    page.session.keep(true, { id: id(2), top: 10 });
    expect(visited(SPACE)?.place).toEqual({ id: id(2), top: 10 });
  });
});

describe('trails', () => {
  test('whose traces are all withdrawn are in no list', () => {
    const space = begin(snapshot(9, { trails: [trail(1, 50), trail(2, 40)] }));
    space.lists.quietEdge = undefined;
    space.merge({ trails: [trail(1, 50, { gone: true })] }, at(10));
    expect(space.lists.warm().map(({ n }) => n)).toEqual([2]);
    expect(quiet(space, 100).map(({ n }) => n)).toEqual([2]);
  });

  test('that went quiet are listed coldest first, down to their edge, once they were looked for', () => {
    const space = begin(
      snapshot(9, { trails: [trail(1, 50), trail(2, 40), trail(3, 40), trail(4, 90), trail(5, 45)] }),
    );
    const listed = (below_ms: number) => quiet(space, below_ms).map(({ n }) => n);
    expect(listed(100)).toEqual([]);
    space.lists.quietEdge = { warmth_ms: 45, n: 5 };
    expect(listed(100)).toEqual([3, 2, 5]);
    space.lists.quietEdge = undefined;
    expect(listed(60)).toEqual([3, 2, 5, 1]);
    space.merge({ trails: [trail(2, 95)] }, at(10));
    expect(listed(60)).toEqual([3, 5, 1]);
    expect(quietBelow_ms(1_000, 10)).toBe(960);
  });
});

describe('what went quiet', () => {
  const page = onBoard();
  test('comes page by page', async () => {
    await page.start();
    const asked = answering({
      trails: ({ searchParams }) =>
        searchParams.has('after')
          ? json({ position: at(6), warm: [2], trails: [trail(2, 20)] })
          : json({ position: at(6), warm: [1], trails: [trail(1, 10)], warm_edge: { warmth_ms: 10, n: 1 } }),
    });
    const listed = () => quiet(page.session.space!, 100).map(({ n }) => n);
    await page.session.load(loadQuiet);
    expect(listed()).toEqual([1]);
    await page.session.load(loadQuiet);
    await page.session.load(loadQuiet);
    expect(listed()).toEqual([1, 2]);
    expect(asked.filter(path => path.startsWith('trails'))).toEqual([
      `trails?order=coldest&at_least=${at(5)}`,
      `trails?after=10,1&order=coldest&at_least=${at(5)}`,
    ]);
  });
});

describe('resting', () => {
  const page = onBoard();
  test('shows before it went out, and ends with the next deed', async () => {
    await page.start();
    answering({ mine: () => json(mine()) });
    Line.last.welcomes(me);
    Line.last.says(states(6));
    await pass(20);
    const resting = () => page.session.pending.value.resting;
    expect(resting()).toBeUndefined();
    page.session.act({ type: 'rest' });
    expect(resting()).toBe(true);
    page.session.act({ type: 'warm', trace: id(1) });
    expect(resting()).toBe(false);
    for (const [index, item] of page.session.outbox.items.value.entries())
      page.session.outbox.acked(item.id, at(7 + index));
    Line.last.says(states(8, { members: [member(1)] }));
    await pass(20);
    expect(resting()).toBeUndefined();
  });
});
