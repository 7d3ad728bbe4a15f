// A trace, and what one does with it.
import { number } from './numbers';

export const someone = 'Tētahi';
export const you = 'Koe';
export const hasLeft = 'kua wehe';
export const aProgram = 'pūmanawa';
export const buildsOn = 'he tāpiri ki:';
export const and = ' me ';
export const earlier = 'he tapuwae o mua';
export const reworded = 'kua whakahoua ngā kupu';
export const fromFile = 'nō tētahi kōnae';
export const waiting = 'e tatari ana';
export const refused = 'kāore i waiho';
export const gone = { withdrawn: 'I unuhia e tōna kaituhi.', hidden: 'I hunaia e tētahi kaimanaaki.' };
export const someoneCould = 'Mā tētahi pea e';
export const takenUp = (name: string) => `Nā ${name} tēnei i hiki ake`;
export const grew = (count: number) => `${number.format(count)} i tipu i tēnei`;
export const learned = 'Tā tātou i ako ai';
export const buildOn = 'Tāpiri atu';
export const warm = 'Whakamahana';
export const warmed = 'Kua mahana';
export const more = 'Atu anō';
export const seeTrail = 'Tirohia tōna ara';
export const reword = 'Whakahou kupu';
export const withdraw = 'Unuhia';
export const withdrawSure = 'Ka unuhia tēnei tapuwae?';
export const withdrawMeans =
  'Ka mukua ōna kupu, tōna whakaahua me tāna i waiho ai kia tuwhera, mō te katoa. Ka noho he rārangi, mō ngā mea i tupu mai i a ia.';
export const edit = 'Whakatika';
export const cancel = 'Whakakore';
export const save = 'Tiaki';
export const letOut = 'Waiho hei tapuwae';
export const copyLink = 'Tāruatia tōna hono';
export const linkOf = 'Tōna hono, mā te hunga kei konei';
