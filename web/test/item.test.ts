import { expect, test } from 'vitest';
import { without } from '../src/outbox/amend';
import { type Item, next } from '../src/outbox/item';

const item = (id: string, on: string[] = [], state: Item['state'] = 'waiting'): Item => ({
  id,
  circle: 'c',
  by: 'kea',
  draft: { id, written_at_ms: 0, deed: { type: 'leave', text: id, builds_on: on } },
  order: 0,
  state,
});
const parents = (items: Item[]) =>
  items.map(({ id, draft }) => [id, draft.deed.type === 'leave' ? draft.deed.builds_on : null]);

test('the first waiting item is sent next', () => {
  expect(next([item('a', [], 'acked'), item('b'), item('c')])?.id).toBe('b');
  expect(next([])).toBeUndefined();
});

test('a refused item holds up only items that build on it', () => {
  const items = [item('a', [], 'refused'), item('b', ['a']), item('c', ['b']), item('d')];
  expect(next(items)?.id).toBe('d');
  expect(next(items.slice(0, 3))).toBeUndefined();
});

test('items that built on a discarded one are sent without that parent', () => {
  const items = [item('a', [], 'refused'), item('b', ['a', 'z'])];
  expect(parents(without(items, 'a'))).toEqual([['b', ['z']]]);
});

test('items that built on an edited one build on its replacement', () => {
  const items = [item('a', [], 'refused'), item('b', ['z', 'a']), item('e')];
  expect(parents(without(items, 'a', 'e'))).toEqual([
    ['b', ['z', 'e']],
    ['e', []],
  ]);
});

test('a deed about a discarded trace is discarded with it', () => {
  const withdraw: Item = { ...item('w'), draft: { id: 'w', written_at_ms: 0, deed: { type: 'withdraw', trace: 'a' } } };
  expect(without([item('a', [], 'refused'), withdraw], 'a')).toEqual([]);
});
