export { Above } from './above';
export { GatheringAbove } from './gathering';
export { Up } from './up';
