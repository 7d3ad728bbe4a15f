// Agreements as the page holds them.
import { describe, expect, test } from 'vitest';
import { current, isDue, lineage, reviewOf, wordings } from '../src/live/agreements';
import type { Facet, Round, Stage } from '../src/protocol';
import type { Shown } from '../src/rows/shown';
import { stageOf } from '../src/views/agreements/line';
import { member, shown } from './rowing';

const agreed = (stage: Stage, review_on?: string) =>
  ({ is: 'agreement', stage, ...(review_on && { review_on }) }) as const;
const card = (n: number, facet: Facet, more: Partial<Shown> = {}): Shown => ({
  ...shown(`${n}`, [], n, facet),
  n,
  ...more,
});
const ids = (cards: readonly Shown[]) => cards.map(({ id }) => id);
const members = (...all: ReturnType<typeof member>[]) => new Map(all.map(one => [one.id, one]));

describe('agreements', () => {
  test('are sorted by their reviews, those without one last', () => {
    const cards = [
      card(1, agreed('awareness')),
      card(2, agreed('test', '2026-12-20')),
      card(3, agreed('mastery', '2026-12-04')),
      card(4, agreed('let_go')),
      card(5, agreed('mastery'), { state: 'hidden' }),
      card(6, { is: 'promise', due: '2026-12-01' }),
      card(-1, agreed('awareness')),
      card(7, agreed('mastery')),
    ];
    expect(ids(current(cards))).toEqual(['3', '2', '1', '7', '-1']);
    expect(current(cards).map(each => isDue(each, '2026-12-04'))).toEqual([true, false, false, false, false]);
  });

  test('show their stage in words', () => {
    const words = (stage: Stage, day?: string) => stageOf(agreed(stage, day), '2026-12-03');
    expect([words('awareness'), words('test', '2026-12-05'), words('mastery'), words('let_go')]).toEqual([
      'We notice',
      'We try it until Saturday',
      'We live it',
      'Let go',
    ]);
    expect(words('mastery', '2026-12-04')).toBe('We live it, and look again: tomorrow');
  });

  test('know what they replaced and what replaced them, whichever rows refer to each other', () => {
    const cards = [
      card(1, { is: 'promise', due: '2026-12-01' }, { builds_on: ['0'] }),
      card(2, agreed('let_go'), { builds_on: ['1'], taken: 3 }),
      card(3, agreed('test', '2026-12-05'), { builds_on: ['2', 'unknown'], taken: 4 }),
      card(4, agreed('awareness'), { builds_on: ['3'], taken: 3 }),
      card(0, agreed('mastery')),
    ];
    const view = {
      cards: new Map(cards.map(each => [each.id, each])),
      of: (n?: number) => cards.find(each => each.n === n),
    };
    const way = (n: number) => {
      const { before, after } = lineage(view.of(n)!, view);
      return [ids(before), ids(after)];
    };
    // A trace ends the way back: what it grew from is its own trail.
    expect(way(3)).toEqual([
      ['1', '2'],
      ['4', '3'],
    ]);
    expect(way(2)).toEqual([['1'], ['3', '4']]);
    expect(way(0)).toEqual([[], []]);
  });

  test('can be moved by a review that is over and that somebody answered', () => {
    const round = (more: Partial<Round>): Round => ({
      id: 'r',
      n: 1,
      by: 'm',
      kind: 'review',
      asks: 1,
      at_ms: 1,
      ...more,
    });
    const of = (...rounds: Round[]) => reviewOf(card(1, agreed('awareness'), { review: 'r' }), rounds).concludes;
    expect(of(round({ ended_at_ms: 2, answered: [1] }))).toBe(true);
    expect([
      of(round({ answered: [1] })),
      of(round({ ended_at_ms: 2 })),
      of(),
      of(round({ id: 'x', ended_at_ms: 2 })),
    ]).toEqual([false, false, false, false]);
    expect(reviewOf(card(1, agreed('awareness')), [round({ ended_at_ms: 2, answered: [1] })]).round).toBeUndefined();
  });
});

describe('wordings', () => {
  const [kea, tui, gone] = [member(1, { name: 'Kea' }), member(2, { name: 'Ada' }), member(3, { state: 'left' })];
  const people = members(kea, tui, gone);
  const word = (n: number, by: string, more: Partial<Shown> = {}) =>
    card(n, { is: 'wording', shares: true }, { by, builds_on: ['9'], ...more });

  test('are the latest of each who is here, by their names', () => {
    const cards = [
      word(1, kea.id),
      word(4, kea.id),
      word(2, tui.id),
      word(3, gone.id),
      word(5, tui.id, { state: 'withdrawn' }),
      word(6, tui.id, { builds_on: ['8'] }),
    ];
    expect(ids(wordings(cards, '9', people))).toEqual(['2', '4']);
  });

  test('that are pending replace the one before, the newest of them', () => {
    const waiting = [word(-1, kea.id, { id: 'later' }), word(-1, kea.id, { id: 'sooner' })];
    expect(ids(wordings([word(4, kea.id), ...waiting], '9', people))).toEqual(['later']);
  });
});
