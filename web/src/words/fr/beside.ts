// Beside the feed: warm trails, and what is seen first after a silence.
import { list, plural } from './numbers';

export const emptyTrails = 'Pas encore de sentiers.';
export const people = (names: string[], size: number) =>
  `${plural(size, 'trace', 'traces')}, par ${list.format(names)}`;
export const older = 'Traces plus anciennes';
export const cooler = 'Sentiers plus calmes';
export const moreFailed = 'Impossible de charger la suite. Réessayer';
export const grewFromYours = 'Né des tiennes';
export const moreGrew = 'Voir la suite';
export const warmNow = 'Chaud en ce moment';
export const newHere = 'Nouveaux visages';
export const leftHere = 'Tu lisais';
export const goOn = 'Continuer d’ici';
export const fromYours = (text: string) => `sur ta trace « ${text} »`;
export const newOnes = (count: number) => plural(count, 'nouvelle trace', 'nouvelles traces');
export const arrivedOne = (name: string, text: string) => `${name} : ${text}`;
export const comingBack = 'Ce qui est arrivé';
export const anOpenEnd = 'une porte ouverte';
