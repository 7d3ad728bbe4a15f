// What a deed puts into trails and cards: as crates/board/src/trails.rs and glow.rs do.
import { type Card, GLOW_CARDS_MAX, GLOW_STEPS_MAX, PEOPLE_MAX, type Position, type Trail } from '../protocol';
import { compare } from './place';
import { dayOf, deposit } from './warmth';
import { change, isAhead, miss, type Window } from './window';

/** A deed: a trace that was left (4 quarters) or a tap (1). */
export interface Deposit {
  by: string;
  atMs: number;
  position: Position;
  quarters: number;
}

/** Shares by size: nothing, a tap, a trace after a tap, a trace; each as a sum of 2^-n. */
const SHARES = [[], [2], [1, 2], [0]];

/** Counts a deed in every trail that its card reaches, and warms the cards above. */
export function give(window: Window, card: Card, deed: Deposit): void {
  let largest = 0;
  let unsure = false;
  for (const { seed } of card.trails) {
    const share = count(window, seed, card, deed);
    if (share === undefined) unsure = true;
    else largest = Math.max(largest, share);
  }
  // Nothing that is unknown can be more than a deed that counts whole; but while it isn't known where the last deeds
  // counted, nor is it for this one.
  unsure = window.unplaced.size > 0 || (unsure && largest < (deed.quarters === 4 ? 3 : 1));
  spread(window, card, deed, unsure ? undefined : SHARES[largest]!);
}

/** The share that counts in one trail; undefined where this page can't know it. */
function count(
  window: Window,
  seed: string,
  card: Card,
  { by, atMs, position, quarters }: Deposit,
): number | undefined {
  const trail = window.trails.get(seed);
  const day = dayOf(atMs);
  if (trail && isAhead(window, seed, position)) return undefined;
  if (!trail || day < trail.day || window.missing.trails.has(seed)) {
    window.missing.trails.add(seed);
    return undefined;
  }
  const today = day > trail.day ? [] : trail.counted;
  const before = today.find(each => each.member === by)?.quarters ?? 0;
  const share = before >= quarters ? 0 : quarters === 1 ? 1 : before ? 2 : 3;
  const counted = [...today.filter(each => each.member !== by), { member: by, quarters: Math.max(before, quarters) }];
  const next: Trail = { ...trail, day, counted: counted.sort((a, b) => compare(a.member, b.member)) };
  for (const halvings of SHARES[share]!)
    next.warmth_ms = deposit(next.warmth_ms, atMs, halvings, window.circle.half_life_ms);
  if (quarters === 4) {
    next.size++;
    next.newest = card.id;
    next.people = [by, ...trail.people.filter(each => each !== by)].slice(0, PEOPLE_MAX);
  }
  window.trails.set(seed, next);
  window.changed.add(seed);
  return share;
}

/** Gives a card's ancestors (and on a tap the card) their share, breadth first; an unknown share makes them missing. */
function spread(window: Window, start: Card, { atMs, position, quarters }: Deposit, share?: number[]): void {
  const found: [string, number][] = [[start.id, 0]];
  const seen = new Set([start.id]);
  for (const [id, steps] of found) {
    const card = window.cards.get(id);
    if (!card) {
      // What stands above it can't be told from here: its share goes on when it is here.
      if (!share || share.length) miss(window, id, GLOW_STEPS_MAX - steps);
      continue;
    }
    if (steps || quarters === 1) {
      if (!share) miss(window, id);
      else if (share.length)
        change(window, id, position, ({ glow_ms }) => ({
          glow_ms: share.reduce((s, n) => deposit(s, atMs, n + steps, window.circle.half_life_ms), glow_ms),
        }));
    }
    if (steps === GLOW_STEPS_MAX) continue;
    for (const parent of card.builds_on)
      if (found.length <= GLOW_CARDS_MAX && !seen.has(parent)) {
        seen.add(parent);
        found.push([parent, steps + 1]);
      }
  }
}
