export { Away } from './away';
export { Beside } from './beside';
export { Older } from './older';
export { OpenEnds } from './open-ends';
export { Warm } from './warm';
