// Photos: picked, described, looked at.
import type { Code } from '../../protocol';

export const photo = 'Foto';
export const photoComing = 'Wird verkleinert…';
export const photoUnreadable = 'Diese Datei kann der Browser nicht als Bild lesen.';
export const whatIsSeen = 'Was ist zu sehen?';
export const altHint = 'für alle, die es nicht sehen';
export const dropPhoto = 'Foto herausnehmen';
export const lookAt = (alt: string | undefined) => (alt ? `Foto: ${alt}. Groß ansehen` : 'Foto. Groß ansehen');
export const photoRefusals: Partial<Record<Code, string>> = {
  unknown_photo:
    'Das Foto kam nicht mit, und dieser Browser hat es nicht mehr. Bearbeite die Spur, und wähle das Foto noch einmal.',
  not_a_photo: 'Diese Datei ist kein Bild, das sich zeigen lässt. Bearbeite die Spur, und wähle ein anderes Foto.',
  too_many_photos: 'Zu viele Fotos warten auf ihre Spuren. Versuch es gleich noch einmal.',
};
