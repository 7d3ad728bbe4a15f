export { From } from './from';
export { SisterHost } from './host';
export { SisterPlace } from './place';
