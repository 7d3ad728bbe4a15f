// Of a long feed only what is near is drawn. The rest keeps its height: a phone has memory for some thousand rows, not for
// as many cards.
import { useEffect, useRef, useState } from 'preact/hooks';

/** Several screens: what is drawn ahead is there before one has scrolled to it. */
const REACH_PX = 6_000;

type Draw = () => void;
/** What draws each part of such a list: all of them are, for paper. */
export const parts = new Set<Draw>();
const places = new WeakMap<Element, (entry: IntersectionObserverEntry) => void>();
const watch = new IntersectionObserver(entries => entries.forEach(each => void places.get(each.target)?.(each)), {
  rootMargin: `${REACH_PX}px 0px`,
});

/** What is to be drawn, and how far from the eye it is, in px. */
const waiting = new Map<Element, readonly [away_px: number, draw: Draw]>();

/** In each frame what is nearest is drawn, so that no frame takes long. */
function next(): void {
  const [nearest] = [...waiting].sort(([, [a]], [, [b]]) => a - b);
  if (!nearest) return;
  waiting.delete(nearest[0]);
  nearest[1][1]();
  requestAnimationFrame(next);
}

function inTurn(element: Element, { top, bottom }: DOMRectReadOnly, draw: Draw): void {
  if (waiting.size === 0) requestAnimationFrame(next);
  waiting.set(element, [Math.max(0, top - innerHeight, -bottom), draw]);
}

/**
 * Whether a part of a long list is near enough to be drawn. `whole`: the list is short, and all of it is drawn, one part after the other.
 * `first`: it is drawn at once. A part with the focus stays.
 */
export function useNear<E extends HTMLElement>(whole: boolean, first: boolean) {
  const place = useRef<E>(null);
  const [near, set] = useState(first);
  useEffect(() => {
    const element = place.current!;
    const draw = () => set(true);
    parts.add(draw);
    places.set(element, ({ isIntersecting, boundingClientRect: rect }) => {
      if (isIntersecting) inTurn(element, rect, draw);
      // A list that is hidden as a whole is nowhere, and stays as it is.
      else if (rect.height > 0 && !element.contains(document.activeElement)) {
        waiting.delete(element);
        element.style.setProperty('--h', `${rect.height}px`);
        set(false);
      }
    });
    if (whole) inTurn(element, element.getBoundingClientRect(), draw);
    else watch.observe(element);
    return () => {
      parts.delete(draw);
      watch.unobserve(element);
      waiting.delete(element);
    };
  }, [whole]);
  return { place, near };
}
