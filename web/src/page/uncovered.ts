import { type Sheet, sheet } from './desk';

/** A tap so soon after one that moved a sheet, */
const SOON_MS = 250;
/** and so near it, is the second half of a double tap: nobody saw yet what lies there now. */
const NEAR_PX = 30;

/**
 * Ignores a tap on what a sheet has uncovered or brought under the finger since the tap before it. The same button tapped twice is
 * for `tapOnce`; this comes with the first part that opens sheets.
 */
export function watchUncovered(): void {
  let last: { at_ms: number; x: number; y: number; over: Sheet | null } | undefined;
  addEventListener(
    'click',
    event => {
      const { target, detail, timeStamp: at_ms, clientX: x, clientY: y } = event;
      // By the keyboard there is no place.
      const near = last && detail > 0 && at_ms - last.at_ms < SOON_MS && Math.hypot(x - last.x, y - last.y) < NEAR_PX;
      if (near && last?.over !== sheet.value && (target as Element).closest('button, a')) {
        event.stopImmediatePropagation();
        event.preventDefault();
      } else last = { at_ms, x, y, over: sheet.value };
    },
    true,
  );
}
