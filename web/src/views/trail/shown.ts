import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Once more is shown, the button that asked for it is gone: the focus goes to the first of what came in its place. */
export function useShown<T extends HTMLElement>(most: number, before: number): RefObject<T | null> {
  const list = useRef<T>(null);
  // Before the browser moves it elsewhere.
  useLayoutEffect(() => {
    if (most > before)
      list.current?.querySelectorAll<HTMLElement>(':scope > button, :scope > li > button')[before]?.focus();
  }, [most]);
  return list;
}
