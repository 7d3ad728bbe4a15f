import type { Card } from '../protocol';
import { comparePositions } from './position';
import { quiet } from './quiet';
import type { Space } from './space';

/** Rows that a view needs and that are missing. */
export interface Needs {
  /** Cards by their ids: parents, and cards whose author isn't here, since a card's answer brings its people along. */
  ids: string[];
  /**
   * Cards by their numbers: the seeds and the newest traces of the trails that are listed, what took up a card, one's
   * promises.
   */
  ns: number[];
  /** The listed trails, by the numbers of their seeds, with people whose rows are missing. */
  people: number[];
  /** Hidden traces that the reader may read, their own or a host's: why they are hidden, and their author's words, no shared row holds. */
  words: Card[];
}

/** Finds the missing rows of the lists. */
export function needs(space: Space, me: string): Needs {
  const { rows, lists, members } = space;
  const ids = new Set<string>();
  const ns = new Set<number>();
  const read = ({ state, by, text }: Card) => state === 'hidden' && (by === me || text !== undefined);
  // As new as their card: a trace may be hidden again for another reason.
  const told = ({ id, n }: Card) => {
    const { at } = space.words.get(id) ?? {};
    return at !== undefined && comparePositions(at, rows.cards.at(n)!) >= 0;
  };
  const words = rows.cards.rows().filter(card => read(card) && !told(card));
  for (const card of [...lists.feed(), ...lists.openEnds()]) {
    for (const parent of card.builds_on) if (!rows.numbers.has(parent)) ids.add(parent);
    if (!members.has(card.by)) ids.add(card.id);
    if (card.taken !== undefined && !rows.cards.get(card.taken)) ns.add(card.taken);
  }
  const warm = [...lists.warm(), ...quiet(space, Number.POSITIVE_INFINITY)];
  for (const { n, newest } of warm) for (const one of [n, newest]) if (!rows.cards.get(one)) ns.add(one);
  for (const { n, promised } of rows.marks.rows()) if (promised && !rows.cards.get(n)) ns.add(n);
  const people = warm.filter(trail => trail.people.some(one => !rows.people.has(one))).map(({ n }) => n);
  return { ids: [...ids], ns: [...ns], people, words };
}
