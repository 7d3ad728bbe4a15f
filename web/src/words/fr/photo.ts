// Photos: picked, described, looked at.
import type { Code } from '../../protocol';

export const photo = 'Photo';
export const photoComing = 'On la réduit…';
export const photoUnreadable = 'Ce navigateur ne peut pas lire ce fichier comme une image.';
export const whatIsSeen = 'Que voit-on ?';
export const altHint = 'pour qui ne la voit pas';
export const dropPhoto = 'Enlever la photo';
export const lookAt = (alt: string | undefined) =>
  alt ? `Photo : ${alt}. La voir en grand` : 'Photo. La voir en grand';
export const photoRefusals: Partial<Record<Code, string>> = {
  unknown_photo:
    'La photo n’est pas arrivée, et ce navigateur ne l’a plus. Modifie la trace, et choisis la photo à nouveau.',
  not_a_photo: 'Ce fichier n’est pas une image qu’on peut montrer. Modifie la trace, et choisis une autre photo.',
  too_many_photos: 'Trop de photos attendent leurs traces. Réessaie dans un instant.',
};
