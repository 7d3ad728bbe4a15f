// Beside the feed: warm trails, and what is seen first after a silence.
import { list, plural } from './numbers';

export const emptyTrails = 'No trails yet.';
export const people = (names: string[], size: number) => `${plural(size, 'trace', 'traces')}, by ${list.format(names)}`;
export const older = 'Older traces';
export const cooler = 'Quieter trails';
export const moreFailed = 'Couldn’t load more. Try again';
export const grewFromYours = 'Grew from yours';
export const moreGrew = 'More of it';
export const warmNow = 'Warm now';
export const newHere = 'New here';
export const leftHere = 'You were reading';
export const goOn = 'Go on from here';
export const fromYours = (text: string) => `on your “${text}”`;
export const newOnes = (count: number) => plural(count, 'new trace', 'new traces');
export const arrivedOne = (name: string, text: string) => `${name}: ${text}`;
export const comingBack = 'What came';
export const anOpenEnd = 'an open end';
