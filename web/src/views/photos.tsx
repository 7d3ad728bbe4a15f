import { later, Nothing } from './later';
import { styled } from './styled';

/** Photos: their part comes with the first that is shown or with the composer, and brings its sheet. */
const photo = styled(() => import('./photo'));

export const Photo = later(photo, it => it.Photo, Nothing);
export const PickPhoto = later(photo, it => it.PickPhoto, Nothing);
export const PickedPhoto = later(photo, it => it.PickedPhoto, Nothing);
