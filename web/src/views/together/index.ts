export { Asked } from './asked';
export { GatheringPage } from './gathering-page';
export { Running } from './running';
export { Together } from './together';
