// Where people stand in the picture of the weave.
import { describe, expect, test } from 'vitest';
import type { Thickness, Tie } from '../src/protocol';
import { aroundOne, everybody, nearest, SIZE } from '../src/views/weave/layout';
import { byPerson, inOrder } from '../src/views/weave/ties';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
/** Each with the next few, now and then with someone far. */
const ties = (count: number): Tie[] =>
  numbers(count).flatMap(n => {
    const of: Thickness[] = ['thick', 'middle', 'thin'];
    const others = [n + 1, n + 2, (n * 7 + 13) % count].filter(other => other < count && other !== n);
    return others.map((other, at) => [Math.min(n, other), Math.max(n, other), of[at % 3]!] as Tie);
  });

describe('the picture of the weave', () => {
  test.each([2, 8, 12, 50, 120, 200, 600])(
    'has a place for each of %i people, on no other and within its edge',
    count => {
      const people = numbers(count);
      const { places } = everybody(inOrder(people, byPerson(people, ties(count))), []);
      expect(places.size).toBe(count);
      const all = [...places.values()];
      for (const { x, y, r } of all) expect(Math.hypot(x, y) + r).toBeLessThanOrEqual(SIZE / 2);
      if (count > 300) return;
      for (const one of all)
        for (const other of all)
          if (one.n < other.n) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.r + other.r);
    },
  );

  test.each([2, 3, 4, 5, 6, 7, 8])(
    'lets every line between %i people be seen, in one pod or none, around one or all',
    count => {
      const people = numbers(count);
      const pods = [{ of: { pod: 'a' }, people: [0, 1] }];
      const two: Tie[] = [
        [0, 1, 'thick'],
        [Math.min(2, count - 1), 0, 'thin'],
      ];
      for (const { places } of [
        everybody(people, []),
        everybody(people, pods),
        aroundOne(people, byPerson(people, two), 0),
      ]) {
        const all = [...places.values()];
        const far = (one: (typeof all)[0], other: (typeof all)[0]) => Math.hypot(one.x - other.x, one.y - other.y);
        for (const one of all)
          for (const other of all) if (one.n < other.n) expect(far(one, other)).toBeGreaterThan(one.r + other.r + 24);
        // Not all on one upright line, where names and faces cover it.
        expect(Math.max(...all.map(({ x }) => x)) - Math.min(...all.map(({ x }) => x))).toBeGreaterThan(
          count > 2 ? 100 : -1,
        );
      }
    },
  );

  test('shows one’s own pods as small rings and the last gathering as the inner one, each person once', () => {
    const people = numbers(50);
    const rings = [
      { of: { pod: 'a' }, people: [1, 2, 3, 4, 5] },
      { of: { pod: 'b' }, people: [5, 6, 7] },
      { of: { gathering: 'c' }, people: [1, 10, 11, 12, 13] },
    ];
    const layout = everybody(people, rings);
    expect([layout.places.size, layout.rings.length]).toEqual([50, 4]);
    const distance = (n: number) => Math.hypot(layout.places.get(n)!.x, layout.places.get(n)!.y);
    expect(distance(20)).toBeGreaterThan(distance(11));
    expect(distance(11)).toBeGreaterThan(distance(6));
    const all = [...layout.places.values()];
    for (const one of all)
      for (const other of all)
        if (one.n < other.n) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.r + other.r);
  });

  test('shows who is alone in an own pod with the others', () => {
    const layout = everybody(numbers(9), [
      { of: { pod: 'a' }, people: [3] },
      { of: { pod: 'b' }, people: [3, 5] },
    ]);
    expect([layout.places.size, layout.rings.length]).toEqual([9, 2]);
  });

  test('puts oneself in the middle, and the others the nearer the thicker their ties are', () => {
    const people = numbers(30);
    const layout = aroundOne(
      people,
      byPerson(people, [
        [0, 1, 'thick'],
        [0, 2, 'thin'],
        [0, 3, 'middle'],
      ]),
      0,
    );
    const distance = (n: number) => Math.hypot(layout.places.get(n)!.x, layout.places.get(n)!.y);
    expect([0, 1, 3, 2, 9].map(distance).map(Math.round)).toEqual([0, 72, 112, 150, 186]);
    const alone = aroundOne([4], byPerson([4], []), 4);
    expect([alone.places.size, alone.rings.length]).toEqual([1, 0]);
  });

  test('puts people with thick ties beside each other, and moves nobody while it is shown', () => {
    const people = numbers(6);
    const tied = byPerson(people, [
      [0, 4, 'thick'],
      [4, 2, 'thick'],
      [1, 3, 'thick'],
      [3, 5, 'thin'],
    ]);
    const order = inOrder(people, tied);
    const beside = (one: number, other: number) => Math.abs(order.indexOf(one) - order.indexOf(other));
    expect(Math.max(beside(0, 4), beside(4, 2), beside(1, 3), beside(3, 5))).toBeLessThanOrEqual(2);
    expect(inOrder([...people, 6], byPerson([...people, 6], [[0, 6, 'thick']]), order)).toEqual([...order, 6]);
    expect(inOrder([1, 2], byPerson([1, 2], []), [9, 2, 1])).toEqual([2, 1]);
  });

  test('a tap beside a small disc finds its person, one far off nobody', () => {
    const layout = everybody(numbers(200), []);
    const { x, y } = layout.places.get(7)!;
    expect(nearest(layout, x + 1, y + 1, 22)).toBe(7);
    expect(nearest(layout, 0, 0, 22)).toBeUndefined();
  });
});
