export { Beside } from './beside';
export { Older } from './more';
export { OpenEnds } from './open-ends';
export { Return } from './return';
export { Warm } from './warm';
