// The cards of a retro: the lines of its answers, and their groups.
import type { Item } from '../outbox/item';
import type { Answer, Deed, PutCard, RoundCard } from '../protocol';
import { comparePositions } from '../rows/position';

/** A line of an answer. */
export interface OneCard {
  key: string;
  card: RoundCard;
  text: string;
  by: string;
}

/** Cards that stand together, their head first. */
export type Group = readonly [OneCard, ...OneCard[]];
type Move = Pick<Extract<Deed, { type: 'put_card' }>, 'card' | 'onto'>;

export const keyOf = ({ answer, prompt, line }: RoundCard): string => `${answer}/${prompt}/${line}`;

/** The lines of an answer that are cards: those that aren't blank. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

/** The cards of one prompt, in the order of the answers. */
export const cardsOf = (answers: readonly Answer[], prompt: number): OneCard[] =>
  answers.flatMap(({ id, by, answers: texts }) =>
    lines(texts[prompt] ?? '').map((text, line) => {
      const card = { answer: id, prompt, line };
      return { key: keyOf(card), card, text, by };
    }),
  );

/** The unsent moves, and those that answers of a position do not contain yet. */
export const moves = (items: readonly Item[], round: string, position: string): Move[] =>
  items.flatMap(({ state, position: at, draft: { deed } }) =>
    deed.type === 'put_card' &&
    deed.round === round &&
    state !== 'refused' &&
    !(at && comparePositions(at, position) <= 0)
      ? [deed]
      : [],
  );

/** The groups of a prompt's cards: the board's, with unsent moves applied. */
export function arrange(cards: readonly OneCard[], put: readonly PutCard[], waiting: readonly Move[]): Group[] {
  const onto = new Map(put.map(({ card, onto }) => [keyOf(card), keyOf(onto)]));
  for (const { card, onto: target } of waiting) move(onto, keyOf(card), target && keyOf(target));
  const known = new Set(cards.map(({ key }) => key));
  const groups = new Map<string, OneCard[]>();
  for (const card of cards) {
    const head = onto.get(card.key) ?? card.key;
    // If the head of a group is missing, its first card replaces it.
    const group = groups.get(head) ?? [];
    if (card.key === head || !known.has(head)) group.unshift(card);
    else group.push(card);
    groups.set(head, group);
  }
  return [...groups.values()] as unknown as Group[];
}

/** As the board does it: a head moves with its group, and is replaced once it is taken out. */
function move(onto: Map<string, string>, key: string, target: string | undefined): void {
  const own = [...onto].filter(([, head]) => head === key).map(([each]) => each);
  if (target !== undefined) {
    const head = onto.get(target) ?? target;
    if ((onto.get(key) ?? key) !== head) for (const each of [key, ...own]) onto.set(each, head);
  } else if (!onto.delete(key)) {
    const [next, ...rest] = own;
    if (next) onto.delete(next);
    for (const each of rest) onto.set(each, next!);
  }
}
