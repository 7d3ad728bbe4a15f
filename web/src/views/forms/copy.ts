import type { RefObject } from 'preact';
import { tell } from '../../page/say';
import { words } from '../../words';

/** Copies what stands in a field. The old way is the one that plain http has too. */
export function copy({ current }: RefObject<HTMLInputElement | null>): void {
  current!.select();
  document.execCommand('copy');
  tell(words.copied);
}
