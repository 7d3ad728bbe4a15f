/** Two taps on the same element within so long are one. */
const SAME_MS = 250;

/** Ignores the second of two quick taps on the same button or link. */
export function tapOnce(): void {
  let last: Element | null = null;
  let at = 0;
  addEventListener(
    'click',
    event => {
      const on = (event.target as Element).closest('button, a');
      if (on && on === last && event.timeStamp - at < SAME_MS) {
        event.stopImmediatePropagation();
        event.preventDefault();
      } else [last, at] = [on, event.timeStamp];
    },
    true,
  );
  // After input or navigation in between, a tap is intended.
  for (const kind of ['input', 'popstate'])
    addEventListener(
      kind,
      () => {
        last = null;
      },
      true,
    );
}
