// Trails that went quiet.
import { list } from './numbers';

export const quietLead = 'Hier ist nichts verloren. Einmal anknüpfen, und ein Pfad ist wieder warm.';
export const leftBy = (names: string[]) => `von ${list.format(names)}`;
export const longerAgo = 'Mehr, was still wurde';
export const noneQuiet = 'Nichts ist still geworden: alle Pfade sind noch warm.';
export const warmAgain = 'Wieder warm';
