// What a board needs once its first cards stand: fetching what they name, and keeping a picture of them.
export { picture } from '../rows/picture';
export { Filling } from './filling';
