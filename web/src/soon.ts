// The code that a board needs as soon as its first cards are shown. It is one file: a request costs a kilobyte of
// headers, as much as any of these.
export { more } from './http/more';
export { Link } from './link/link';
export { loadReturn } from './live/load-return';
export { MissingRows } from './live/missing-rows';
export { pending } from './live/overlay';
export { ahead } from './page/ahead';
export { along } from './page/along';
export { announce } from './page/announce';
export { place } from './page/place-name';
export { picture } from './rows/picture';
export { composeSheet, patternsSheet, trailSheet } from './styles/sheets';
export { Older } from './views/beside/more';
export { Return } from './views/beside/return';
