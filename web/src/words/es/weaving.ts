// Choosing in the feed what a new trace builds on.
import { number } from './numbers';

const MOST = 3;
export const weaving = 'A qué se suma';
export const weavingHow = 'Elige a qué se suma, tres como máximo. Con Escape vuelves a escribir.';
export const tapWhat = 'Toca a qué se suma';
export const parentsLeft = (count: number) => (count < MOST ? `Se puede tocar ${number.format(MOST - count)} más` : '');
export const writeOn = 'Seguir escribiendo';
export const threeAtMost = 'Ya se suma a tres.';
export const wovenIn = (name: string, text: string, count: number) =>
  `Se suma a ${name}: ${text}. ${number.format(count)} de ${number.format(MOST)}`;
export const wovenOut = (name: string) => `Ya no se suma a ${name}.`;
