// The cards of a retro as the page puts them together.
import { describe, expect, test } from 'vitest';
import { arrange, cardsOf, lines, moves } from '../src/live/cards';
import type { Item } from '../src/outbox/item';
import type { Answer, RoundCard } from '../src/protocol';
import { at } from './rowing';

const answers: Answer[] = [
  { id: 'a', by: 'kea', at_ms: 1, answers: ['soup\n\n bread ', '', 'sing'] },
  { id: 'b', by: 'tui', at_ms: 2, answers: ['the soup', 'dishes', ''] },
];
const card = (answer: string, prompt: number, line: number): RoundCard => ({ answer, prompt, line });
const texts = (...args: Parameters<typeof arrange>) => arrange(...args).map(group => group.map(({ text }) => text));
const works = cardsOf(answers, 0);
const [soup, bread, same] = works.map(({ card }) => card) as [RoundCard, RoundCard, RoundCard];

describe('cards', () => {
  test('are the lines of the answers that aren’t blank', () => {
    expect(lines(' one \n\n  \ntwo\n')).toEqual(['one', 'two']);
    expect(works.map(({ text, by }) => [text, by])).toEqual([
      ['soup', 'kea'],
      ['bread', 'kea'],
      ['the soup', 'tui'],
    ]);
    expect(cardsOf(answers, 2).map(({ card }) => card)).toEqual([card('a', 2, 0)]);
  });

  test('are grouped as on the board, the head first', () => {
    expect(texts(works, [], [])).toEqual([['soup'], ['bread'], ['the soup']]);
    expect(texts(works, [{ card: soup, onto: same }], [])).toEqual([['the soup', 'soup'], ['bread']]);
    // Of an answer that is on another page, or was taken back.
    const gone = card('z', 0, 0);
    expect(
      texts(
        works,
        [soup, bread].map(card => ({ card, onto: gone })),
        [],
      ),
    ).toEqual([['bread', 'soup'], ['the soup']]);
  });

  test('move at once, as the board will move them', () => {
    const put = [{ card: same, onto: soup }];
    expect(texts(works, put, [{ card: soup, onto: bread }])).toEqual([['bread', 'soup', 'the soup']]);
    expect(texts(works, put, [{ card: soup, onto: same }]), 'they are together').toEqual([
      ['soup', 'the soup'],
      ['bread'],
    ]);
    expect(texts(works, put, [{ card: soup }])).toEqual([['soup'], ['bread'], ['the soup']]);
    const both = [...put, { card: bread, onto: soup }];
    expect(texts(works, both, [{ card: soup }])[0]).toEqual(['soup']);
    expect(texts(works, both, [{ card: soup }])).toHaveLength(2);
  });

  test('show a pending move until the answers have it, or it is refused', () => {
    const item = (more: Partial<Item>): Item => ({
      id: 'x',
      circle: 'c',
      by: 'kea',
      order: 1,
      state: 'waiting',
      draft: { id: 'x', written_at_ms: 0, deed: { type: 'put_card', round: 'r', card: soup, onto: bread } },
      ...more,
    });
    const count = (more: Partial<Item>, round = 'r') => moves([item(more)], round, at(5)).length;
    expect([count({}), count({ position: at(6) }), count({ position: at(5) })]).toEqual([1, 1, 0]);
    expect([count({ state: 'refused' }), count({}, 'other')]).toEqual([0, 0]);
  });
});
