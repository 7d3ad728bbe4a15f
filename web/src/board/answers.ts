// What a window answers.
import { type Card, GROWN, OPEN_ENDS, type Trail } from '../protocol';
import { compare, newestFirst } from './place';
import type { Window } from './window';

const newest = (window: Window, ids: Iterable<string>, limit: number): Card[] =>
  [...ids]
    .flatMap(id => window.cards.get(id) ?? [])
    .sort(newestFirst)
    .slice(0, limit);

/** The standing traces whose open end nobody has taken up, newest first. */
export const openEnds = (window: Window): Card[] => newest(window, window.open, OPEN_ENDS);

/** What others built on own traces, newest first; without what was withdrawn or hidden. */
export const grown = (window: Window): Card[] =>
  newest(window, window.grown, Number.POSITIVE_INFINITY)
    .filter(card => card.state === 'shown')
    .slice(0, GROWN);

/** The loaded trails, warmest first. */
export const warmTrails = (window: Window): Trail[] =>
  [...window.trails.values()].sort((a, b) => b.warmth_ms - a.warmth_ms || compare(a.seed, b.seed));

/** The loaded cards of a trail, oldest first. */
export const trailCards = (window: Window, seed: string): Card[] =>
  [...window.cards.values()]
    .filter(card => card.trails.some(reach => reach.seed === seed))
    .sort(newestFirst)
    .reverse();
