import * as en from './en';

/** Every word of the page. Another language is another module of this type. */
export type Language = typeof en;

export { en as words };
