import { describe, expect, test } from 'vitest';
import { path, type Step } from '../src/live/path';
import { stretches } from '../src/live/stretches';
import type { Card } from '../src/protocol';

let clock_ms = 0;
const card = (id: string, builds_on: string[] = [], change: Partial<Card> = {}): Card => {
  clock_ms += 1_000;
  const at_ms = change.at_ms ?? clock_ms;
  return {
    ...{ id, builds_on, by: 'm', position: '', at_ms, written_at_ms: at_ms, text: id, open_end: null, places: [] },
    ...{ open: false, grew: 1, glow_ms: at_ms, trails: [], state: 'shown', reworded: false, warmed: false },
    ...change,
  };
};
const ids = (steps: readonly Step[]) => steps.map(step => step.card.id).join(' ');

describe('the way through a trail', () => {
  test('runs from the seed to the newest trace by the longest line', () => {
    expect(ids(path([card('a'), card('b', ['a']), card('c', ['b']), card('d', ['a', 'c'])]))).toBe('a b c d');
  });

  test('keeps what grew aside with the step that it grew from', () => {
    const steps = path([card('a'), card('side', ['a']), card('side2', ['side']), card('b', ['a'])]);
    expect(ids(steps)).toBe('a b');
    expect(steps[0]!.branches.map(({ cards }) => cards.map(({ id }) => id))).toEqual([['side', 'side2']]);
  });

  test('names a side branch that joins it again, and parents of other trails as woven in', () => {
    const steps = path([card('a'), card('side', ['a']), card('b', ['a']), card('c', ['b', 'side', 'elsewhere'])]);
    expect(ids(steps)).toBe('a b c');
    expect(steps[2]!.joined.map(({ id }) => id)).toEqual(['side']);
    expect(steps[2]!.woven).toEqual(['elsewhere']);
  });

  test('goes through the trace that was asked for', () => {
    const cards = [card('a'), card('side', ['a']), card('side2', ['side']), card('b', ['a'])];
    expect(ids(path(cards, 'side'))).toBe('a side side2');
  });

  test('of nothing is nothing, and a trace whose parents are not loaded stands at its beginning', () => {
    expect(path([])).toEqual([]);
    expect(ids(path([card('x', ['unknown']), card('y', ['x'])]))).toBe('x y');
  });
});

describe('a long path', () => {
  const chain = (length: number): Card[] =>
    Array.from({ length }, (_, index) => card(`${index}`, index > 0 ? [`${index - 1}`] : []));
  const parts = (cards: Card[], focus?: string) =>
    stretches(path(cards), focus).map(part => ('step' in part ? part.step.card.id : part.quiet.length));

  test('of sixteen traces is shown whole, of seventeen folded', () => {
    expect(parts(chain(16))).toHaveLength(16);
    expect(parts(chain(17)).length).toBeLessThan(17);
  });

  test('three hundred deep is a screenful or two, and loses nothing', () => {
    const cards = chain(300);
    const folded = stretches(path(cards));
    expect(folded.length).toBeLessThan(40);
    const whole = folded.flatMap(part => ('step' in part ? [part.step] : part.quiet));
    expect(whole.map(step => step.card.id)).toEqual(cards.map(({ id }) => id));
  });

  test('shows the trace that was asked for with its neighbours', () => {
    const shown = parts(chain(120), '60');
    for (const id of ['59', '60', '61']) expect(shown).toContain(id);
  });
});
