// Beside the feed: warm trails, and what is seen first after a silence.
import { list, plural } from './numbers';

export const emptyTrails = 'Noch keine Pfade.';
export const people = (names: string[], size: number) => `${plural(size, 'Spur', 'Spuren')}, von ${list.format(names)}`;
export const older = 'Ältere Spuren';
export const cooler = 'Stillere Pfade';
export const moreFailed = 'Mehr ließ sich nicht laden. Noch einmal';
export const grewFromYours = 'Aus deinen gewachsen';
export const moreGrew = 'Mehr davon';
export const warmNow = 'Gerade warm';
export const newHere = 'Neu hier';
export const leftHere = 'Hier warst du';
export const goOn = 'Von hier weiter';
export const fromYours = (text: string) => `an deine Spur „${text}“`;
export const newOnes = (count: number) => plural(count, 'neue Spur', 'neue Spuren');
export const arrivedOne = (name: string, text: string) => `${name}: ${text}`;
export const comingBack = 'Was gekommen ist';
export const anOpenEnd = 'ein offenes Ende';
