// Search.
import { plural } from './numbers';

export const searchWords = 'Words to look for';
export const searchHint = 'Words, in any language';
export const clearSearch = 'Clear';
export const fromAnyone = 'Anyone';
export const whoLeft = 'Left by';
export const whenLeft = 'When';
export const spans = {
  any: 'Any time',
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
  days: 'Choose days',
};
export const sinceDay = 'From';
export const tillDay = 'To';
export const stillOpen = 'Still open';
export const searchWhere = 'Where';
export const wholeCircle = 'The circle';
export const found = (count: number, more: boolean) =>
  more ? `The newest ${plural(count, 'trace', 'traces')}` : plural(count, 'trace', 'traces');
export const foundNone = 'No trace has that.';
export const foundNoneHint = 'Fewer words find more. A part of a word is enough.';
export const searchLead = 'Find a trace by a word you remember, by who left it, or by when.';
export const stillReading = 'Older traces are still being read. They come by themselves.';
export const olderFound = 'Older ones';
export const searchAgain = 'Try again';
