import { signal } from '@preact/signals';

/** Which sheet lies over the page. One at a time. */
export type Sheet =
  | { of: 'compose'; reword?: string; retry?: string }
  | { of: 'people' }
  | { of: 'profile' }
  | { of: 'open ends' }
  | { of: 'sure'; question: string; what: string; yes: string; act: () => void };

export const sheet = signal<Sheet | null>(null);

/** Said once to screen readers. */
export const said = signal('');
/** A short notice at the foot of the page. */
export const notice = signal('');

/** Asks once more before something that others will notice. */
export function ask(question: string, what: string, yes: string, act: () => void): void {
  sheet.value = { of: 'sure', question, what, yes, act };
}

export function closeSheet(): void {
  sheet.value = null;
}

const SAID_MS = 4_000;

/** Shows or says something for a while. It must not stand longer: its trace may be taken back or hidden. */
function briefly(where: typeof said, words: string): void {
  where.value = words;
  setTimeout(() => {
    if (where.value === words) where.value = '';
  }, SAID_MS);
}

export const say = (words: string): void => briefly(said, words);
export const tell = (words: string): void => briefly(notice, words);
