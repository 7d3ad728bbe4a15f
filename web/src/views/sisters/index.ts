export { SisterHost } from './host';
export { SisterPlace } from './place';
