// Choosing in the feed what a new trace builds on.
import { number } from './numbers';

const MOST = 3;
export const weaving = 'What it builds on';
export const weavingHow = 'Choose what it builds on, three at most. Escape goes back to writing.';
export const tapWhat = 'Tap what it builds on';
export const parentsLeft = (count: number) => (count < MOST ? `${number.format(MOST - count)} more can be tapped` : '');
export const writeOn = 'Write on';
export const threeAtMost = 'It builds on three already.';
export const wovenIn = (name: string, text: string, count: number) =>
  `Builds on ${name}: ${text}. ${number.format(count)} of ${number.format(MOST)}`;
export const wovenOut = (name: string) => `Doesn’t build on ${name} any more.`;
