// Trails that went quiet.
import { list } from './numbers';

export const quietLead = 'Rien n’est perdu ici. Il suffit de rebondir, et un sentier est de nouveau chaud.';
export const leftBy = (names: string[]) => `par ${list.format(names)}`;
export const longerAgo = 'D’autres en sommeil';
export const noneQuiet = 'Rien n’est en sommeil : tous les sentiers sont encore chauds.';
export const warmAgain = 'De nouveau chaud';
