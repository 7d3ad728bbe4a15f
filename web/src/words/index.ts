import * as en from './en';

/** A word is any text, and a function of the same arguments gives any text. */
type Any<T> = T extends string
  ? string
  : T extends (...of: infer A) => infer R
    ? (...of: A) => Any<R>
    : T extends Intl.NumberFormat | Intl.ListFormat
      ? T
      : { readonly [key in keyof T]: Any<T[key]> };

/** Every word of the page: what a language is a module of. */
export type Language = Any<typeof en>;

// The words of one language: each is a build of its own, which takes its own module in the place of English. Not by a constant of
// this type: the bundler would keep every word in the first file.
export { en as words };
