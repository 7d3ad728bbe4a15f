import type { RefObject } from 'preact';
import { tell } from '../../page/say';
import { words } from '../../words';

/** Copies what stands in a field. Where the browser lets nothing be copied, it is selected, and the page says so. */
export async function copy({ current }: RefObject<HTMLInputElement | HTMLTextAreaElement | null>): Promise<void> {
  const field = current!;
  field.focus();
  field.select();
  tell((await copied(field.value)) ? words.copied : words.selected);
}

async function copied(text: string): Promise<boolean> {
  try {
    // The old way is the one that plain http has too, and it has to be tried within the tap.
    if (!document.execCommand('copy')) await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
