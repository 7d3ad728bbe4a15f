// The board as the page holds it: no document, no network, no clock.
export { grown, openEnds, trailCards, warmTrails } from './answers';
export { apply, type Entry } from './apply';
export { isHost } from './members';
export { giveUp, mergeCards, mergeTrail, mergeTrails } from './merge';
export { comparePositions } from './place';
export { level } from './warmth';
export { begin, miss, type Unread, type Window } from './window';
