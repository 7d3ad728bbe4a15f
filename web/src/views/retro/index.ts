export { BesideRetro } from './beside';
export { Cards } from './cards';
export { Learned } from './learned';
export { RetroSheet } from './open-sheet';
