import { signal } from '@preact/signals';

/** Said once to screen readers. */
export const said = signal('');
/** A short notice at the foot of the page. */
export const notice = signal('');

const SAID_MS = 4_000;

/** Shows or announces something for a short time. Not longer, because its trace may be withdrawn or hidden. */
function briefly(where: typeof said, words: string): void {
  // The same words again are said again.
  const said = where.value === words ? `${words}\u00a0` : words;
  where.value = said;
  setTimeout(() => {
    if (where.value === said) where.value = '';
  }, SAID_MS);
}

export const say = (words: string): void => briefly(said, words);
export const tell = (words: string): void => briefly(notice, words);
