// Beside the feed: warm trails, and what is seen first after a silence.
import { list, plural } from './numbers';

export const emptyTrails = 'Kāore anō he ara.';
export const people = (names: string[], size: number) =>
  `${plural(size, 'tapuwae', 'tapuwae')}, nā ${list.format(names)}`;
export const older = 'Tapuwae o mua';
export const cooler = 'Ara mārie ake';
export const moreFailed = 'Kāore i taea te tiki atu anō. Whakamātau anō';
export const grewFromYours = 'I tipu i āu';
export const moreGrew = 'Atu anō';
export const warmNow = 'E mahana ana';
export const newHere = 'Hou ki konei';
export const leftHere = 'I konei koe e pānui ana';
export const goOn = 'Haere tonu i konei';
export const fromYours = (text: string) => `i runga i tāu “${text}”`;
export const newOnes = (count: number) => plural(count, 'tapuwae hou', 'tapuwae hou');
export const arrivedOne = (name: string, text: string) => `${name}: ${text}`;
export const comingBack = 'Ngā mea i tae mai';
export const anOpenEnd = 'he kūaha tuwhera';
