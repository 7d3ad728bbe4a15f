// Choosing in the feed what a new trace builds on.
import { number } from './numbers';

const MOST = 3;
export const weaving = 'Sur quoi elle rebondit';
export const weavingHow = 'Choisis sur quoi elle rebondit, trois au plus. Échap ramène à l’écriture.';
export const tapWhat = 'Touche ce sur quoi elle rebondit';
export const parentsLeft = (count: number) => (count < MOST ? `Encore ${number.format(MOST - count)} à toucher` : '');
export const writeOn = 'Continuer à écrire';
export const threeAtMost = 'Elle rebondit déjà sur trois.';
export const wovenIn = (name: string, text: string, count: number) =>
  `Rebondit sur ${name} : ${text}. ${number.format(count)} sur ${number.format(MOST)}`;
export const wovenOut = (name: string) => `Ne rebondit plus sur ${name}.`;
