import type { RefObject } from 'preact';
import { tell } from '../../page/say';
import { words } from '../../words';

/** Copies a field's text. If the browser forbids that, it selects the text, and the page says so. */
export async function copy({ current }: RefObject<HTMLInputElement | HTMLTextAreaElement | null>): Promise<void> {
  const field = current!;
  field.focus();
  field.select();
  tell((await copied(field.value)) ? words.copied : words.selected);
}

/** Copies a text that is selected. */
export async function copied(text: string): Promise<boolean> {
  try {
    // `execCommand` works on plain http, too, and has to be called within the tap.
    if (!document.execCommand('copy')) await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
