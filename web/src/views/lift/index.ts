export { Above } from './above';
export { GatheringAbove } from './gathering';
