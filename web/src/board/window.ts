// A page holds a window of the board, not its history: a snapshot, and what the entries after it changed.
import type { Card, Circle, Member, Position, Snapshot, Trail } from '../protocol';
import { comparePositions, newestFirst } from './place';

/** An entry whose tag this page doesn't know yet: shown as such, never dropped. */
export interface Unread {
  position: Position;
  atMs: number;
  by: string;
  type: string;
}

/**
 * The window. It is changed in place, since copying a thousand cards for each entry would cost more than the fold does; but a
 * card, trail or member in it is replaced and never changed, so that `===` tells whether it is the same.
 */
export interface Window {
  me: string;
  circle: Circle;
  /** The last entry that was applied. */
  position: Position | null;
  members: Map<string, Member>;
  cards: Map<string, Card>;
  /** The newest cards without a gap, newest first. */
  feed: Card['id'][];
  /** Whether older ones exist. */
  more: boolean;
  trails: Map<string, Trail>;
  /** Standing, untaken open ends among the loaded cards. */
  open: Set<string>;
  /** What others built on own traces. */
  grown: Set<string>;
  unread: Unread[];
  /** What the entries alone can't tell: to be fetched with `at_least`, and merged. Of a card, how far up its share goes on. */
  missing: { cards: Map<string, number>; trails: Set<string> };
  /** Cards that were warmed or built on before their trails were known. */
  unplaced: Set<string>;
  /** States that were fetched as of a later entry than the last one applied, by id. */
  ahead: Map<string, Position>;
  /** The ids of what the last call changed. */
  changed: Set<string>;
}

/** The window that a snapshot begins. */
export function begin(snapshot: Snapshot): Window {
  const { me, circle, position, more } = snapshot;
  const window: Window = {
    me,
    circle,
    position,
    more,
    members: new Map(snapshot.members.map(member => [member.id, member])),
    cards: new Map(),
    feed: snapshot.cards.map(card => card.id),
    trails: new Map(snapshot.trails.map(trail => [trail.seed, trail])),
    open: new Set(),
    grown: new Set(snapshot.grown),
    unread: [],
    missing: { cards: new Map(), trails: new Set() },
    unplaced: new Set(),
    ahead: new Map(),
    changed: new Set(),
  };
  for (const card of [...snapshot.context, ...snapshot.cards]) put(window, card);
  return window;
}

/** Puts a card in or replaces it, and keeps the open ends true. */
export function put(window: Window, card: Card): void {
  window.cards.set(card.id, card);
  window.changed.add(card.id);
  if (card.open && card.grew === 0 && card.state === 'shown') window.open.add(card.id);
  else window.open.delete(card.id);
}

/** Changes a card; where it isn't loaded, or was fetched with this change in it, nothing. */
export function change(window: Window, id: string, position: Position, what: (card: Card) => Partial<Card>): void {
  const card = window.cards.get(id);
  if (card && !isAhead(window, id, position)) put(window, { ...card, ...what(card) });
}

/** Whether a state was fetched as of this entry or a later one. */
export function isAhead(window: Window, id: string, position: Position): boolean {
  const ahead = window.ahead.get(id);
  return ahead !== undefined && comparePositions(ahead, position) >= 0;
}

/** Asks for a card, and for those up to `steps` above it that its share goes on to. */
export function miss(window: Window, id: string, steps = 0): void {
  window.missing.cards.set(id, Math.max(steps, window.missing.cards.get(id) ?? 0));
}

/** Puts a card in its place of the feed, unless that is below the oldest one held and others stand between. */
export function insert(window: Window, card: Card): void {
  const { feed, cards } = window;
  let index = 0;
  while (index < feed.length && newestFirst(cards.get(feed[index]!)!, card) < 0) index++;
  if (feed[index] !== card.id && (index < feed.length || !window.more)) feed.splice(index, 0, card.id);
}
