export { Beside } from './beside';
export { OpenEnds } from './open-ends';
export { Warm } from './warm';
