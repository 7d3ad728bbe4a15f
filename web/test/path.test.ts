import { expect, test } from 'vitest';
import { path, standing } from '../src/live/path';
import { stretches } from '../src/live/stretches';
import type { Shown } from '../src/live/view';
import { shown } from './rowing';

let clock_ms = 0;
const tick = (ms: number) => {
  clock_ms += ms;
  return clock_ms;
};
const card = (id: string, builds_on: string[] = [], after_ms = 1): Shown => shown(id, builds_on, tick(after_ms));
const ids = (cards: Shown[], focus?: string) => path(cards, focus).map(step => step.card.id);

test('a path leads from the seed to the newest trace by the longest line', () => {
  const cards = [card('a'), card('b', ['a']), card('c', ['b']), card('d', ['a', 'c'])];
  expect(ids(cards)).toEqual(['a', 'b', 'c', 'd']);
});

test('what was taken back stays only where something grew from it', () => {
  const back = (id: string, builds_on: string[] = []): Shown => ({ ...card(id, builds_on), state: 'withdrawn' });
  const cards = [back('a'), back('b', ['a']), card('c', ['b']), back('x', ['c', 'b']), card('y', ['c']), back('z')];
  const none = new Map();
  expect(standing(cards, none).map(one => one.id)).toEqual(['a', 'b', 'c', 'y']);
  const unsent = new Map([['y', { to: { state: 'withdrawn' as const } }]]);
  expect(standing(cards, unsent).map(one => one.id)).toEqual(['a', 'b', 'c']);
  expect(path(standing([back('a')], none))).toEqual([]);
});

test('other traces are beside the step that they grew from', () => {
  const cards = [card('a'), card('x', ['a']), card('y', ['x']), card('b', ['a'])];
  const [seed] = path(cards);
  expect(ids(cards)).toEqual(['a', 'b']);
  expect(seed!.branches.map(branch => branch.cards.map(one => one.id))).toEqual([['x', 'y']]);
});

test('parents in other trails and in side branches are named', () => {
  const cards = [card('a'), card('x', ['a']), card('b', ['a']), card('c', ['b']), card('d', ['c', 'x', 'elsewhere'])];
  const last = path(cards).at(-1)!;
  expect(last.woven).toEqual(['elsewhere']);
  expect(last.joined.map(one => one.id)).toEqual(['x']);
});

test('a path goes through the trace that was asked for', () => {
  const cards = [card('a'), card('x', ['a']), card('y', ['x']), card('b', ['a']), card('c', ['b'])];
  expect(ids(cards, 'x')).toEqual(['a', 'x', 'y']);
  expect(ids(cards, 'b')).toEqual(['a', 'b', 'c']);
  expect(ids(cards, 'nowhere')).toEqual(['a', 'b', 'c']);
});

test('a path without its seed begins at the oldest loaded trace', () => {
  expect(ids([card('b', ['gone']), card('c', ['b'])])).toEqual(['b', 'c']);
  expect(ids([])).toEqual([]);
});

test('a long path folds its quiet stretches, and keeps what came after a silence', () => {
  const cards = Array.from({ length: 300 }, (_, index) =>
    card(`t${index}`, index ? [`t${index - 1}`] : [], index === 150 ? 1_000_000 : 1),
  );
  const parts = stretches(path(cards), 't200');
  const shown = parts.flatMap(part => ('step' in part ? [part.step.card.id] : []));
  expect(shown).toContain('t0');
  expect(shown).toContain('t150');
  expect(shown).toContain('t199');
  expect(shown).toContain('t200');
  expect(shown).toContain('t299');
  expect(shown.length).toBeLessThan(40);
  expect(parts.flatMap(part => ('step' in part ? [part.step] : part.quiet))).toHaveLength(300);
});

test('a step that stood on the page is not folded because the trail grew', () => {
  const cards = Array.from({ length: 60 }, (_, index) => card(`t${index}`, index ? [`t${index - 1}`] : []));
  const shown = (count: number, stood?: ReadonlySet<string>) =>
    stretches(path(cards.slice(0, count)), null, stood).flatMap(part => ('step' in part ? [part.step.card.id] : []));
  const stood = new Set(shown(50));
  expect(shown(60)).not.toContain('t45');
  expect(shown(60, stood)).toEqual(expect.arrayContaining([...stood, 't59']));
});

test('a short path is whole', () => {
  const cards = Array.from({ length: 16 }, (_, index) => card(`s${index}`, index ? [`s${index - 1}`] : []));
  expect(stretches(path(cards)).every(part => 'step' in part)).toBe(true);
});
