export { Away } from './away';
export { Beside } from './beside';
export { Older } from './more';
export { OpenEnds } from './open-ends';
export { Warm } from './warm';
