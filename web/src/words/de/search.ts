// Search.
import { plural } from './numbers';

export const searchWords = 'Worte, die du suchst';
export const searchHint = 'Worte, in jeder Sprache';
export const clearSearch = 'Leeren';
export const fromAnyone = 'Alle';
export const whoLeft = 'Hinterlassen von';
export const whenLeft = 'Wann';
export const spans = {
  any: 'Irgendwann',
  today: 'Heute',
  week: 'Letzte 7 Tage',
  month: 'Letzte 30 Tage',
  days: 'Tage wählen',
};
export const sinceDay = 'Von';
export const tillDay = 'Bis';
export const stillOpen = 'Noch offen';
export const searchWhere = 'Wo';
export const wholeCircle = 'Der Kreis';
export const found = (count: number, more: boolean) =>
  more ? `Die neuesten: ${plural(count, 'Spur', 'Spuren')}` : plural(count, 'Spur', 'Spuren');
export const foundNone = 'Das steht in keiner Spur.';
export const foundNoneHint = 'Weniger Worte finden mehr. Ein Teil eines Wortes genügt.';
export const searchLead = 'Finde eine Spur nach einem Wort, an das du dich erinnerst, nach Mitglied oder nach Zeit.';
export const stillReading = 'Ältere Spuren werden noch gelesen. Sie kommen von selbst.';
export const olderFound = 'Ältere';
export const searchAgain = 'Noch einmal';
