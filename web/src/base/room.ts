import { split } from './text';

/** The counter is shown from so many characters left. */
export const COUNTER_FROM = 40;

/** How many characters a person would count. */
export const length = (text: string): number => split(text).length;

const utf8 = new TextEncoder();

/**
 * How many more characters fit, by both bounds; if bytes are the tighter bound, characters of four bytes. Below zero:
 * too long.
 */
export const room = (text: string, graphemes: number, bytes: number): number =>
  Math.min(graphemes - length(text), Math.floor((bytes - utf8.encode(text).length) / 4));
