export { Asked } from './asked';
export { GatheringPage } from './gathering-page';
export { Perspectives } from './perspectives';
export { Running } from './running';
export { Together } from './together';
