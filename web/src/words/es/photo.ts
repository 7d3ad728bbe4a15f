// Photos: picked, described, looked at.
import type { Code } from '../../protocol';

export const photo = 'Foto';
export const photoComing = 'Achicándola…';
export const photoUnreadable = 'Este navegador no puede leer ese archivo como imagen.';
export const whatIsSeen = '¿Qué se ve?';
export const altHint = 'para quienes no la ven';
export const dropPhoto = 'Sacar la foto';
export const lookAt = (alt: string | undefined) => (alt ? `Foto: ${alt}. Verla en grande` : 'Foto. Verla en grande');
export const photoRefusals: Partial<Record<Code, string>> = {
  unknown_photo: 'La foto no llegó, y este navegador ya no la tiene. Edita la huella, y elige la foto otra vez.',
  not_a_photo: 'Ese archivo no es una imagen que se pueda mostrar. Edita la huella, y elige otra foto.',
  too_many_photos: 'Demasiadas fotos esperan a sus huellas. Inténtalo de nuevo en un momento.',
};
