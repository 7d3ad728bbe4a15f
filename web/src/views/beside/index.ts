export { Away } from './away';
export { Beside } from './beside';
export { Warm } from './warm';
