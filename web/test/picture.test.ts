import { expect, test } from 'vitest';
import { draw } from '../src/live/draw';
import { picture } from '../src/rows/picture';
import { type Picture, restore } from '../src/rows/restore';
import { begin, type Space } from '../src/rows/space';
import { at, card, id, light, member, person, SPACE, snapshot, trail } from './rowing';

const who = { me: person(1), role: 'host' } as const;
/** As a browser's store hands it back. */
const kept = (space: Space): Picture => structuredClone(picture(SPACE, space, who));
const seen = (space: Space) => {
  const { feed, trails, openEnds, more, circle, position } = draw(SPACE, space, who, undefined);
  return { feed, trails, openEnds, more, circle, position };
};

test('a stored board shows the same, and is followed from the same position', () => {
  const cards = [4, 3, 2].map(n => card(n, { open: n === 3, open_end: 'someone could', builds_on: [id(n - 1)] }));
  const space = begin(
    snapshot(9, {
      ...{ cards: [...cards, card(1)], lights: [light(4), light(3), light(2, 5, 2), light(1, 7, 1)] },
      ...{ trails: [trail(1, 80, { newest: 4, people: [1, 0] })], warm_edge: { warmth_ms: 80, n: 1 } },
      ...{ edge: { at_ms: 2_000, n: 2 }, open_edge: { at_ms: 3_000, n: 3 } },
    }),
  );
  space.mark([{ n: 2, warmed: true }], at(9));
  space.merge({ cards: [card(5)], lights: [light(5)] }, at(12));
  space.rows.reach(at(12));
  const back = restore(kept(space))!;
  expect(seen(back)).toEqual(seen(space));
  expect(back.rows.position).toBe(at(12));
  expect(back.cards.get(id(2))?.warmed).toBe(true);
  expect(back.cards.get(id(1))?.text).toBe('trace 1');
});

test('of a long board the newest rows are stored, and the list ends there', () => {
  const cards = Array.from({ length: 900 }, (_, n) => card(n));
  const space = begin(snapshot(9, { cards, members: [member(0), member(1), member(2)] }));
  expect(seen(space).more).toBe(false);
  const back = restore(kept(space))!;
  expect(back.cards.size).toBe(400);
  expect(seen(back).more).toBe(true);
  expect(seen(back).feed[0]?.n).toBe(899);
  expect(back.lists.feedEdge).toEqual({ at_ms: 500_000, n: 500 });
  // Whom nothing names is not kept; oneself is.
  expect([...back.members.keys()].sort()).toEqual([person(0), person(1)]);
});

test('later changes are merged into the stored rows, also below their edge', () => {
  const back = restore(kept(begin(snapshot(9, { cards: Array.from({ length: 450 }, (_, n) => card(n)) }))))!;
  back.merge({ cards: [card(3, { state: 'withdrawn' }), card(450)], lights: [light(449, 1, 1)] }, at(20));
  const feed = seen(back).feed;
  expect([feed.length, feed[0]?.n, feed[1]?.grew, feed.at(-1)?.n]).toEqual([401, 450, 1, 50]);
});

test('a picture stored by another version of the page is ignored', () => {
  expect(restore(undefined)).toBeUndefined();
  expect(restore({ id: SPACE, position: '1-1-a', cards: [] } as unknown as Picture)).toBeUndefined();
});
