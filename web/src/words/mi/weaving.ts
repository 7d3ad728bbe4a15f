// Choosing in the feed what a new trace builds on.
import { number } from './numbers';

const MOST = 3;
export const weaving = 'He tāpiri ki te aha';
export const weavingHow = 'Kōwhiria he tāpiri ki te aha, kia toru te nui. Mā te Escape ka hoki ki te tuhi.';
export const tapWhat = 'Pāngia te mea ka tāpiri atu koe';
export const parentsLeft = (count: number) => (count < MOST ? `${number.format(MOST - count)} anō ka taea te pā` : '');
export const writeOn = 'Tuhi tonu';
export const threeAtMost = 'E toru kē ngā mea kua tāpirihia.';
export const wovenIn = (name: string, text: string, count: number) =>
  `He tāpiri ki tā ${name}: ${text}. ${number.format(count)} o te ${number.format(MOST)}`;
export const wovenOut = (name: string) => `Kua kore e tāpiri ki tā ${name}.`;
