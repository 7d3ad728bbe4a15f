export { Invited } from './card';
export { Pods } from './page';
export { PodPlace } from './place';
