// Choosing in the feed what a new trace builds on.
import { number } from './numbers';

const MOST = 3;
export const weaving = 'Woran sie anknüpft';
export const weavingHow = 'Wähle, woran sie anknüpft, höchstens drei. Escape führt zurück zum Schreiben.';
export const tapWhat = 'Tippe an, woran sie anknüpft';
export const parentsLeft = (count: number) => (count < MOST ? `Noch ${number.format(MOST - count)} zum Antippen` : '');
export const writeOn = 'Weiterschreiben';
export const threeAtMost = 'Sie knüpft schon an drei an.';
export const wovenIn = (name: string, text: string, count: number) =>
  `Angeknüpft an ${name}: ${text}. ${number.format(count)} von ${number.format(MOST)}`;
export const wovenOut = (name: string) => `Nicht mehr angeknüpft an ${name}.`;
