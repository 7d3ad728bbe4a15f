// Trails that went quiet.
import { list } from './numbers';

export const quietLead = 'Kāore he mea i konei kua ngaro. Kotahi te tāpiri atu, ka mahana anō te ara.';
export const leftBy = (names: string[]) => `nā ${list.format(names)}`;
export const longerAgo = 'Ētahi atu kua mārie';
export const noneQuiet = 'Kāore he mea kua mārie: e mahana tonu ana ngā ara katoa.';
export const warmAgain = 'Kua mahana anō';
