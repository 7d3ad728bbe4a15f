// Of a long feed only what is near is drawn. The rest keeps its height: a phone has memory for some thousand rows, not for
// as many cards.
import { useEffect, useRef, useState } from 'preact/hooks';

/** Several screens: what is drawn ahead is there before one has scrolled to it. */
const REACH_PX = 6_000;

type Draw = () => void;
const places = new WeakMap<Element, (entry: IntersectionObserverEntry) => void>();
const watch =
  'IntersectionObserver' in globalThis
    ? new IntersectionObserver(entries => entries.forEach(each => void places.get(each.target)?.(each)), {
        rootMargin: `${REACH_PX}px 0px`,
      })
    : undefined;

/** What is to be drawn, and what is to be emptied, by how far from the eye it is. */
const waiting = new Map<Element, { from_px: number; draw: Draw }>();

/** In each frame what is nearest is drawn and what is farthest emptied, so that no frame takes long. */
function next(): void {
  const all = [...waiting].sort(([, a], [, b]) => a.from_px - b.from_px);
  for (const [element, { draw }] of new Set([all[0]!, all.at(-1)!])) {
    waiting.delete(element);
    draw();
  }
  if (waiting.size > 0) requestAnimationFrame(next);
}

function soon(element: Element, { top, bottom }: DOMRectReadOnly, draw: Draw): void {
  if (waiting.size === 0) requestAnimationFrame(next);
  waiting.set(element, { from_px: Math.max(0, top - innerHeight, -bottom), draw });
}

interface Near {
  near: boolean;
  /** How high the part was when it was drawn last. */
  height_px?: number;
}

/**
 * Whether a part of a long list is near enough to be drawn. `whole`: the list is short, and all of it stays drawn. A part with the
 * focus stays too.
 */
export function useNear<E extends Element>(whole: boolean) {
  const place = useRef<E>(null);
  const [its, set] = useState<Near>({ near: whole || !watch });
  useEffect(() => {
    const element = place.current!;
    if (whole || !watch) {
      set(({ height_px }) => ({ near: true, height_px }));
      return;
    }
    places.set(element, ({ isIntersecting, boundingClientRect: rect }) => {
      // A list that is hidden as a whole is nowhere, and stays as it is.
      if (!isIntersecting && rect.height === 0) return;
      soon(element, rect, () => {
        if (isIntersecting) set(({ height_px }) => ({ near: true, height_px }));
        else if (!element.contains(document.activeElement))
          set(before => (before.near ? { near: false, height_px: rect.height } : before));
      });
    });
    watch.observe(element);
    return () => {
      watch.unobserve(element);
      waiting.delete(element);
    };
  }, [whole]);
  return { place, ...its };
}
