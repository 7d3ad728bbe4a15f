import { en } from './en';

/** Every word of the page. Another language is another object of this type. */
export type Words = typeof en;

export const words: Words = en;
