import { useEffect, useRef, useState } from 'preact/hooks';
import { loadOlder } from '../../live/older';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { Button } from '../button';

/** How far ahead of the eye older traces are fetched. */
const AHEAD_PX = 1_500;

/** Loads older traces as one scrolls towards it; a button where that failed, and for the keyboard. */
export function Older({ session }: { session: Session }) {
  const ref = useRef<HTMLButtonElement>(null);
  const [state, set] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = () => {
    set('loading');
    session.load(loadOlder).then(
      () => set('idle'),
      () => set('failed'),
    );
  };
  useEffect(() => {
    if (state !== 'idle') return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && load(), { rootMargin: `${AHEAD_PX}px` });
    watch.observe(ref.current!);
    return () => watch.disconnect();
  });
  return (
    <Button class="older" ref={ref} act={load} disabled={state === 'loading'}>
      {state === 'failed' ? words.olderFailed : words.older}
    </Button>
  );
}
