// What a store holds may be of an older page, of another program or damaged: what is not of its shape counts as absent.
import { beforeEach, expect, test } from 'vitest';
import { circles, joined, know, leaving, visited } from '../src/live/memory';
import { asked } from '../src/live/sketch';
import { passing } from '../src/outbox/store';
import { Writes } from '../src/outbox/writes';
import { isDue } from '../src/page/asked';

const ANYTHING = ['"abc"', '[null]', '{}', '5', 'no JSON', 'null', '[5]', 'true', '[{}]'];
const each = (key: string, act: (stored: string) => void) => {
  for (const stored of ANYTHING) {
    localStorage.setItem(key, stored);
    act(stored);
  }
};

beforeEach(() => localStorage.clear());

test('a damaged list of circles breaks nothing, and is put right with the next circle', () => {
  each('circles', stored => {
    expect(circles().filter(({ id }) => id)).toEqual([]);
    know({ id: 'kea', name: 'Kea' });
    expect(circles()[0], stored).toEqual({ id: 'kea', name: 'Kea' });
  });
});

test('a damaged list of dropped items holds nothing but words', () => {
  each('dropped circle', () => {
    const { undropped } = new Writes('circle', { ...passing }, () => {});
    expect([...undropped].every(id => typeof id === 'string')).toBe(true);
  });
});

test('a visit without its member or its time is none', () => {
  each('seen circle', stored => expect(visited('circle'), stored).toBeNull());
  const visit = { me: 'kea', at_ms: 5 };
  expect(visited('circle', visit)).toEqual(visit);
});

test('a damaged list of asked promises asks about each', () => {
  const promise = { id: 'p', facet: { is: 'promise', due: '2026-01-01' }, at_ms: 0 } as unknown as Parameters<
    typeof isDue
  >[2];
  each(asked('circle', 'kea'), () => expect(isDue('circle', 'kea', promise, '2026-02-01')).toBe(true));
});

test('what was noted is read, and gone once it is taken back', () => {
  expect([leaving('circle', 'Circle'), leaving('circle'), leaving('circle', null)]).toEqual(['Circle', 'Circle', null]);
  expect([joined('circle'), joined('circle', true), joined('circle', null)]).toEqual([null, true, null]);
  expect(Object.keys(localStorage)).toEqual([]);
});
