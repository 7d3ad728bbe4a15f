import { words } from '../../words';

Object.assign(words.refusals, words.photoRefusals);

export { Photo } from './photo';
export { PickedPhoto, PickPhoto } from './pick';
