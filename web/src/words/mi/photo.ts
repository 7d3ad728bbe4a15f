// Photos: picked, described, looked at.
import type { Code } from '../../protocol';

export const photo = 'Whakaahua';
export const photoComing = 'E whakaitia ana…';
export const photoUnreadable = 'Kāore e taea e tēnei pūtirotiro te pānui i taua kōnae hei whakaahua.';
export const whatIsSeen = 'He aha e kitea ana?';
export const altHint = 'mā te hunga kāore e kite';
export const dropPhoto = 'Tangohia te whakaahua';
export const lookAt = (alt: string | undefined) =>
  alt ? `Whakaahua: ${alt}. Tirohia kia nui` : 'Whakaahua. Tirohia kia nui';
export const photoRefusals: Partial<Record<Code, string>> = {
  unknown_photo:
    'Kāore te whakaahua i tae mai, ā, kua kore i tēnei pūtirotiro. Whakatikahia te tapuwae, ka kōwhiri anō i te whakaahua.',
  not_a_photo: 'Ehara taua kōnae i te whakaahua ka taea te whakaatu. Whakatikahia te tapuwae, ka kōwhiri i tētahi atu.',
  too_many_photos: 'He maha rawa ngā whakaahua e tatari ana ki ō rātou tapuwae. Whakamātau anō ā kō ake nei.',
};
