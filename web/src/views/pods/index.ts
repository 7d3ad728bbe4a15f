export { Pods } from './page';
export { PodPlace } from './place';
