// Beside the feed: warm trails, and what grew meanwhile.
import { list, plural } from './numbers';

export const emptyTrails = 'No trails yet.';
export const people = (names: string[], size: number) => `${plural(size, 'trace', 'traces')}, by ${list.format(names)}`;
export const older = 'Older traces';
export const cooler = 'Quieter trails';
export const moreFailed = 'Couldn’t load more. Try again';
export const whileAway = 'While you were away, this grew from yours';
export const fromYours = (text: string) => `on your “${text}”`;
