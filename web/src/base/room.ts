import { split } from './text';

/** The counter keeps quiet until so many are left. */
export const COUNTER_FROM = 40;

/** How many characters a person would count. */
export const length = (text: string): number => split(text).length;

const utf8 = new TextEncoder();

/** How many more characters fit, by both bounds; of those that take four bytes where bytes are what is short. Below zero: too long. */
export const room = (text: string, graphemes: number, bytes: number): number =>
  Math.min(graphemes - length(text), Math.floor((bytes - utf8.encode(text).length) / 4));
