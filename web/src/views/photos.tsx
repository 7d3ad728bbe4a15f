import { Part } from '../base/part';
import { later as soon } from '../live/later';
import { later, Nothing } from './later';

/** Photos: their part comes with the first that is shown or with the composer, and brings its sheet. */
const photo = new Part(() =>
  Promise.all([import('./photo'), soon().then(it => it.patternsSheet())]).then(([it]) => it),
);

export const Photo = later(photo, it => it.Photo, Nothing);
export const PickPhoto = later(photo, it => it.PickPhoto, Nothing);
export const PickedPhoto = later(photo, it => it.PickedPhoto, Nothing);
