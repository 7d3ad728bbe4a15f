// Ties by person, and the order of people in a ring.
import type { Thickness, Tie } from '../../protocol';

export const THICKNESSES: readonly Thickness[] = ['thick', 'middle', 'thin'];
const WEIGHT: Record<Thickness, number> = { thin: 1, middle: 3, thick: 6 };
/** How many of the last placed people decide who is next. */
const PULLING = 3;

/** With whom each person has a tie, and how thick it is; both by their numbers. */
export type Ties = ReadonlyMap<number, ReadonlyMap<number, Thickness>>;

export function byPerson(people: readonly number[], ties: readonly Tie[]): Ties {
  const all = new Map(people.map(n => [n, new Map<number, Thickness>()]));
  for (const [one, other, thickness] of ties) {
    all.get(one)?.set(other, thickness);
    all.get(other)?.set(one, thickness);
  }
  return all;
}

/**
 * People in an order in which those with thick ties stand near each other: each is followed by whom the last few are tied to most.
 * Who stands in `before` stays in its order, and new ones come behind, so that nobody moves while one looks.
 */
export function inOrder(people: readonly number[], ties: Ties, before: readonly number[] = []): number[] {
  const left = new Set(people);
  const order = before.filter(n => left.delete(n));
  const pull = (n: number) =>
    order
      .slice(-PULLING)
      .reduce((sum, last, at) => sum + (at + 1) * WEIGHT[ties.get(n)?.get(last) ?? 'thin'] * has(n, last), 0);
  const has = (n: number, other: number) => Number(ties.get(n)?.has(other) ?? false);
  const strong = (n: number) => [...(ties.get(n)?.values() ?? [])].reduce((sum, each) => sum + WEIGHT[each], 0);
  const rest = [...left].map(n => [n, strong(n)] as const).sort(([a, one], [b, other]) => other - one || a - b);
  let next = 0;
  while (left.size > 0) {
    // Only those who have a tie to one of the last few can be pulled at.
    const near = order.slice(-PULLING).flatMap(last => [...(ties.get(last)?.keys() ?? [])].filter(n => left.has(n)));
    let best: number | undefined;
    let most = 0;
    for (const n of near) {
      const by = pull(n);
      if (by > most || (by === most && best !== undefined && n < best)) [best, most] = [n, by];
    }
    while (best === undefined && !left.has(rest[next]![0])) next += 1;
    const chosen = best ?? rest[next]![0];
    left.delete(chosen);
    order.push(chosen);
  }
  return order;
}
