import { type Sheet, sheet } from './desk';

/**
 * Ignores the second half of a double tap on what a sheet has uncovered or brought under the finger since the first: nobody saw yet what
 * lies there now. The browser counts the taps that follow one another in one place. The same button tapped twice is for `tapOnce`; this
 * comes with the first part that opens sheets.
 */
export function watchUncovered(): void {
  let before: Sheet | null = null;
  addEventListener(
    'click',
    event => {
      if (event.detail > 1 && before !== sheet.value && (event.target as Element).closest('button, a')) {
        event.stopImmediatePropagation();
        event.preventDefault();
      } else before = sheet.value;
    },
    true,
  );
}
