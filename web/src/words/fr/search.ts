// Search.
import { plural } from './numbers';

export const searchWords = 'Mots à chercher';
export const searchHint = 'Des mots, en toute langue';
export const clearSearch = 'Effacer';
export const fromAnyone = 'Tout le monde';
export const whoLeft = 'Laissée par';
export const whenLeft = 'Quand';
export const spans = {
  any: 'N’importe quand',
  today: 'Aujourd’hui',
  week: '7 derniers jours',
  month: '30 derniers jours',
  days: 'Choisir des jours',
};
export const sinceDay = 'Du';
export const tillDay = 'Au';
export const stillOpen = 'Encore ouvertes';
export const searchWhere = 'Où';
export const wholeCircle = 'Le cercle';
export const found = (count: number, more: boolean) =>
  more ? `Les plus récentes : ${plural(count, 'trace', 'traces')}` : plural(count, 'trace', 'traces');
export const foundNone = 'Aucune trace n’a ça.';
export const foundNoneHint = 'Avec moins de mots, on trouve plus. Une partie d’un mot suffit.';
export const searchLead =
  'Retrouve une trace par un mot dont tu te souviens, par la personne qui l’a laissée, ou par le moment.';
export const stillReading = 'Des traces plus anciennes sont encore en lecture. Elles arrivent toutes seules.';
export const olderFound = 'Plus anciennes';
export const searchAgain = 'Réessayer';
