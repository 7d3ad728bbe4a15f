/** So soon nobody taps the same thing again on purpose: a hand trembles, or a button bounces. */
const SAME_MS = 250;

/** Two taps in one moment are one deed, on every button and link: the second reaches nothing. */
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
  // Whoever has written something or gone back in between taps on purpose.
  for (const kind of ['input', 'popstate'])
    addEventListener(
      kind,
      () => {
        last = null;
      },
      true,
    );
}
