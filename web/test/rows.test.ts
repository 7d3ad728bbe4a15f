import { describe, expect, test } from 'vitest';
import { needs } from '../src/rows/needs';
import { comparePositions } from '../src/rows/position';
import { begin, Space } from '../src/rows/space';
import { at, card, id, light, member, person, snapshot, trail } from './rowing';

const feed = (space: Space) => space.lists.feed().map(({ n }) => n);

test('positions are ordered by term and seq as numbers, however long', () => {
  expect(comparePositions('1-9-aa', '1-10-aa')).toBeLessThan(0);
  expect(comparePositions('2-1-aa', '10-0-aa')).toBeLessThan(0);
  expect(comparePositions('1-9007199254740993-aa', '1-9007199254740992-aa')).toBeGreaterThan(0);
  expect(comparePositions('3-7-aa', '3-7-bb')).toBe(0);
});

describe('a row', () => {
  test('replaces the one with its key, unless that one is newer', () => {
    const space = begin(snapshot(5, { cards: [card(1)], lights: [light(1)] }));
    space.merge({ cards: [card(1, { text: 'reworded', reworded: true })] }, at(7));
    space.merge({ cards: [card(1, { text: 'late answer' })], lights: [light(1, 9, 3)] }, at(6));
    expect(space.cards.get(id(1))).toMatchObject({ text: 'reworded', grew: 3, glow_ms: 9 });
  });

  test('that is unchanged keeps its object', () => {
    const space = begin(snapshot(5, { cards: [card(1), card(2)], lights: [light(1), light(2)] }));
    const before = [...space.cards.values()];
    const { members } = space;
    space.merge({ cards: [card(1)], lights: [light(1)], members: [member(0)] }, at(6));
    expect([...space.cards.values()].every((one, index) => one === before[index])).toBe(true);
    expect(space.members).toBe(members);
    space.merge({ members: [member(0, { name: 'another' })] }, at(7));
    expect(space.members).not.toBe(members);
  });

  test('of an unknown kind is ignored, and so is an unknown field', () => {
    const space = begin(snapshot(5));
    space.merge({ pods: [{ n: 1 }], cards: [{ ...card(1), mood: 'calm' }], lights: [[1, 5, 2, 9]] } as never, at(6));
    expect(space.cards.get(id(1))).toMatchObject({ grew: 2, glow_ms: 5 });
  });

  test('of a light or a mark may come before its card', () => {
    const space = begin(snapshot(5));
    space.merge({ lights: [light(3, 4_000, 2)] }, at(6));
    space.mark([{ n: 3, warmed: true }], at(6));
    expect(space.cards.size).toBe(0);
    space.merge({ cards: [card(3)] }, at(6));
    expect(space.cards.get(id(3))).toMatchObject({ glow_ms: 4_000, grew: 2, warmed: true });
  });
});

describe('a list', () => {
  test('ends at its edge; rows beyond are kept and not listed until the edge moves', () => {
    const space = begin(snapshot(9, { cards: [card(8), card(7)], feed: [8, 7], edge: { at_ms: 7_000, n: 7 } }));
    space.merge({ cards: [card(2), card(9)] }, at(10));
    expect(feed(space)).toEqual([9, 8, 7]);
    expect(space.cards.has(id(2))).toBe(true);
    space.merge({ cards: [card(6), card(5)] }, at(9));
    space.lists.feedEdge = { at_ms: 5_000, n: 5 };
    expect(feed(space)).toEqual([9, 8, 7, 6, 5]);
    space.lists.feedEdge = undefined;
    expect(feed(space)).toEqual([9, 8, 7, 6, 5, 2]);
  });

  test('of the feed is in order of time, then of number', () => {
    const space = begin(snapshot(9, { cards: [card(1, { at_ms: 5 }), card(2, { at_ms: 5 }), card(3, { at_ms: 1 })] }));
    expect(feed(space)).toEqual([2, 1, 3]);
  });

  test('of warm trails is in order of warmth, then of number, down to its edge', () => {
    const trails = [trail(1, 50), trail(2, 90), trail(3, 50)];
    const space = begin(snapshot(9, { trails, warm_edge: { warmth_ms: 50, n: 3 } }));
    space.merge({ trails: [trail(4, 50), trail(5, 70)] }, at(10));
    expect(space.lists.warm().map(({ n }) => n)).toEqual([2, 5, 1, 3]);
  });

  test('of open ends has those that are neither withdrawn nor taken up', () => {
    const cards = [1, 2, 3, 4].map(n => card(n, { open: true, open_end: 'someone could' }));
    const space = begin(snapshot(9, { cards, open_edge: { at_ms: 2_000, n: 2 } }));
    const open = () => space.lists.openEnds().map(({ n }) => n);
    expect(open()).toEqual([4, 3, 2]);
    space.merge(
      {
        lights: [light(2, 0, 1)],
        cards: [card(4, { open: true, taken: 9 }), card(3, { open: true, state: 'hidden' })],
      },
      at(10),
    );
    expect(open()).toEqual([2]);
  });

  test('of a trail has the traces that reach its seed, oldest first', () => {
    const space = begin(
      snapshot(9, { cards: [card(4, { trails: [1, 2] }), card(2), card(3, { trails: [1] }), card(1)] }),
    );
    expect(space.lists.trail(1).map(({ n }) => n)).toEqual([1, 3, 4]);
    space.lists.trailEdges.set(1, { at_ms: 3_000, n: 3 });
    expect(space.lists.trail(1).map(({ n }) => n)).toEqual([3, 4]);
  });
});

test('one’s own hidden words show as long as the trace is hidden, and come with no other state', () => {
  const space = begin(snapshot(5, { cards: [card(1)] }));
  const { text: _, ...bare } = card(1, { state: 'hidden' });
  space.merge({ cards: [bare] }, at(6));
  expect(space.cards.get(id(1))?.text).toBeNull();
  space.tell([{ id: id(1), text: 'my words' }], at(6));
  space.merge({ lights: [light(1, 3)] }, at(7));
  expect(space.cards.get(id(1))?.text).toBe('my words');
  space.merge({ cards: [{ ...bare, state: 'withdrawn' }] }, at(8));
  expect(space.cards.get(id(1))?.text).toBeNull();
});

test('words and reason of a hidden trace are asked for again where it was hidden again, by its author and by who reads it all the same', () => {
  const hidden = card(1, { state: 'hidden' });
  const space = begin(snapshot(5, { cards: [hidden, card(2)] }));
  const asked = (me: string) => needs(space, me).words.map(({ n }) => n);
  expect(asked(hidden.by)).toEqual([1]);
  expect(asked('a host')).toEqual([1]);
  space.tell([{ id: id(1), text: 'my words', hidden_why: 'for one reason' }], at(5));
  expect(space.cards.get(id(1))?.hidden_why).toBe('for one reason');
  expect(asked(hidden.by)).toEqual([]);
  // It was restored and hidden again meanwhile: the row says what it said.
  space.merge({ cards: [hidden] }, at(7));
  expect(asked(hidden.by)).toEqual([1]);
  space.tell([{ id: id(1), text: 'my words', hidden_why: 'for another' }], at(7));
  expect(space.cards.get(id(1))?.hidden_why).toBe('for another');
  const { text: _, ...bare } = hidden;
  space.merge({ cards: [bare] }, at(8));
  expect(asked('somebody else')).toEqual([]);
});

test('members are found by their numbers', () => {
  const space = new Space(at(1), { members: [member(4)] }, {});
  expect(space.rows.people.get(4)).toBe(person(4));
});
