// Takes in what was fetched. A state holds what was applied up to its page's position, and entries up to there are then passed over.
import type { Card, CardPage, Position, TrailPage, TrailView } from '../protocol';
import { comparePositions } from './place';
import { insert, isAhead, miss, put, type Window } from './window';

/** Merges cards; `older`: the page continues the feed. False: they are older than the window, fetch them again. */
export function mergeCards(window: Window, page: CardPage, older = false): boolean {
  if (!start(window, page.position)) return false;
  const cards = [...page.context, ...page.cards];
  for (const card of cards) take(window, card, page.position);
  if (older) {
    window.more = page.more;
    for (const card of page.cards) if (!window.feed.includes(card.id)) window.feed.push(card.id);
  }
  settle(window, new Set(cards.map(card => card.id)));
  return true;
}

/** Merges trails and the cards that they name. False: as above. */
export function mergeTrails(window: Window, page: Pick<TrailPage, 'position' | 'trails' | 'context'>): boolean {
  if (!start(window, page.position)) return false;
  for (const trail of page.trails) {
    note(window, trail.seed, page.position);
    window.trails.set(trail.seed, trail);
    window.missing.trails.delete(trail.seed);
    window.changed.add(trail.seed);
  }
  for (const card of page.context) take(window, card, page.position);
  settle(window, new Set(page.context.map(card => card.id)));
  return true;
}

/** Merges one trail with its cards. False: as above. */
export const mergeTrail = (window: Window, view: TrailView): boolean =>
  mergeTrails(window, { ...view, trails: [view.trail], context: [...view.context, ...view.cards] });

/** Asked for and answered: what is still missing of it the server doesn't hold. */
export function giveUp(window: Window, ids: Iterable<string>): void {
  for (const id of ids) {
    window.missing.cards.delete(id);
    window.missing.trails.delete(id);
  }
}

function start(window: Window, position: Position | null): boolean {
  window.changed = new Set();
  return !window.position || (position !== null && comparePositions(position, window.position) >= 0);
}

function take(window: Window, card: Card, position: Position | null): void {
  if (position && isAhead(window, card.id, position)) return;
  note(window, card.id, position);
  put(window, card);
  insert(window, card);
}

function note(window: Window, id: string, position: Position | null): void {
  if (position && position !== window.position) window.ahead.set(id, position);
}

/** Lets shares that waited for a card go on to those above it, and asks for the trails that are known by it now. */
function settle(window: Window, fresh: Set<string>): void {
  const { missing, unplaced } = window;
  for (const id of fresh) {
    const steps = missing.cards.get(id);
    missing.cards.delete(id);
    if (unplaced.delete(id)) place(window, window.cards.get(id)!);
    if (steps) climb(window, id, steps, fresh);
  }
}

/** Does what had to wait for a card's parents. */
function place(window: Window, card: Card): void {
  for (const { seed } of card.trails) window.missing.trails.add(seed);
  const own = card.builds_on.some(parent => window.cards.get(parent)?.by === window.me);
  if (own && card.by !== window.me) window.grown.add(card.id);
}

function climb(window: Window, id: string, steps: number, fresh: Set<string>): void {
  if (!fresh.has(id)) miss(window, id, steps);
  else if (steps) for (const parent of window.cards.get(id)!.builds_on) climb(window, parent, steps - 1, fresh);
}
