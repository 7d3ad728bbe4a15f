import { quiet } from './quiet';
import type { Space } from './space';

/** What a view needs and a row only names. */
export interface Needs {
  /** Cards by their ids: parents, and cards whose author isn't here, since a card's answer brings its people along. */
  ids: string[];
  /** Cards by their numbers: the seeds and the newest traces of the trails that are listed, what took up a card, one's promises. */
  ns: number[];
  /** The listed trails, by the numbers of their seeds, along which somebody went who isn't here. */
  people: number[];
  /** One's own hidden traces, whose words the shared rows don't hold. */
  words: string[];
}

/** Looks through what is listed for what isn't here. */
export function needs(space: Space, me: string): Needs {
  const { rows, lists, members } = space;
  const ids = new Set<string>();
  const ns = new Set<number>();
  const words: string[] = [];
  for (const card of [...lists.feed(), ...lists.openEnds()]) {
    for (const parent of card.builds_on) if (!rows.numbers.has(parent)) ids.add(parent);
    if (!members.has(card.by)) ids.add(card.id);
    if (card.taken !== undefined && !rows.cards.get(card.taken)) ns.add(card.taken);
    if (card.state === 'hidden' && card.by === me && card.text === undefined && !space.told(card.id))
      words.push(card.id);
  }
  const warm = [...lists.warm(), ...quiet(space, Number.POSITIVE_INFINITY)];
  for (const { n, newest } of warm) for (const one of [n, newest]) if (!rows.cards.get(one)) ns.add(one);
  for (const { n, promised } of rows.marks.rows()) if (promised && !rows.cards.get(n)) ns.add(n);
  const people = warm.filter(trail => trail.people.some(one => !rows.people.has(one))).map(({ n }) => n);
  return { ids: [...ids], ns: [...ns], people, words };
}
