import type { Change } from './pending';
import type { Shown } from './view';

/** The traces beside the path that grew from one of its steps, oldest first. */
export interface Branch {
  cards: Shown[];
}

/** One trace on the path. */
export interface Step {
  card: Shown;
  branches: Branch[];
  /** Its parents beside the path, in this trail. */
  joined: Shown[];
  /** Its parents in other trails. */
  woven: string[];
}

/**
 * A trail without what was taken back, except where the way to a trace that stands leads through it. `cards`: oldest first, each after
 * its parents.
 */
export function standing(cards: readonly Shown[], changes: ReadonlyMap<string, Change>): Shown[] {
  const passed = new Set<string>();
  const stands = ({ id, state, builds_on }: Shown) => {
    if ((changes.get(id)?.to.state ?? state) === 'withdrawn' && !passed.has(id)) return false;
    for (const parent of builds_on) passed.add(parent);
    return true;
  };
  return [...cards].reverse().filter(stands).reverse();
}

/**
 * The path through a trail from its seed to its newest trace, by the longest line between them; through `focus`, if
 * given. `cards` are the trail's, oldest first, each after its parents.
 */
export function path(cards: readonly Shown[], focus?: string | null): Step[] {
  const by = new Map(cards.map(card => [card.id, card]));
  const main = line(cards, by, focus);
  const steps = new Map(main.map(card => [card.id, step(card)]));
  for (const card of main) {
    for (const id of card.builds_on) {
      const parent = by.get(id);
      if (!parent) steps.get(card.id)!.woven.push(id);
      else if (!steps.has(id)) steps.get(card.id)!.joined.push(parent);
    }
  }
  const branchOf = new Map<string, Branch>();
  for (const card of cards) {
    if (steps.has(card.id)) continue;
    const parent = [...card.builds_on].reverse().find(id => by.has(id)) ?? main[0]!.id;
    let branch = branchOf.get(parent);
    if (!branch) {
      branch = { cards: [] };
      steps.get(parent)?.branches.push(branch);
    }
    branch.cards.push(card);
    branchOf.set(card.id, branch);
  }
  return [...steps.values()];
}

const step = (card: Shown): Step => ({ card, branches: [], joined: [], woven: [] });

function line(cards: readonly Shown[], by: Map<string, Shown>, focus?: string | null): Shown[] {
  const through = focus ? by.get(focus) : undefined;
  const last = cards.at(-1);
  if (!last) return [];
  const whole = climb(last, deepest(cards));
  if (!through || whole.includes(through)) return whole;
  // Below the focus only what grew from it counts, so that the way down must pass it.
  const grown = new Set([through.id]);
  for (const card of cards) if (card.builds_on.some(id => grown.has(id))) grown.add(card.id);
  const below = cards.filter(card => grown.has(card.id));
  return [...climb(through, deepest(cards)).slice(0, -1), ...climb(below.at(-1)!, deepest(below))];
}

/** Of each card, the parent on the longest line to it; of two as long, the later one. */
function deepest(cards: readonly Shown[]): (card: Shown) => Shown | undefined {
  const by = new Map(
    cards.map((card, index) => [card.id, { card, index, depth: 0, via: undefined as Shown | undefined }]),
  );
  for (const card of cards) {
    const own = by.get(card.id)!;
    for (const id of card.builds_on) {
      const parent = by.get(id);
      if (!parent || parent.index >= own.index || parent.depth + 1 < own.depth) continue;
      if (parent.depth + 1 === own.depth && own.via && by.get(own.via.id)!.index > parent.index) continue;
      own.depth = parent.depth + 1;
      own.via = parent.card;
    }
  }
  return card => by.get(card.id)?.via;
}

function climb(from: Shown, via: (card: Shown) => Shown | undefined): Shown[] {
  const way: Shown[] = [];
  for (let card: Shown | undefined = from; card; card = via(card)) way.push(card);
  return way.reverse();
}
