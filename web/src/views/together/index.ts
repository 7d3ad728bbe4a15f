export { Asked } from './asked';
export { One } from './one';
export { Perspectives } from './perspectives';
export { RoundRow } from './row';
export { Running } from './running';
export { Together } from './together';
