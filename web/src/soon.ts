// What a board needs as soon as its first cards stand. It comes as one file: a request costs a kilobyte of headers, which is as much
// as any of these.
export { more } from './http/more';
export { Link } from './link/link';
export { whatCame } from './live/came';
export { Filling } from './live/filling';
export { pending } from './live/overlay';
export { along } from './page/along';
export { announce } from './page/announce';
export { place } from './page/place-name';
export { picture } from './rows/picture';
export { patternsSheet } from './styles/patterns';
export * from './views/beside';
