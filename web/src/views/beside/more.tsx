import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../../http/api';
import { loadOlder } from '../../live/older';
import type { Session } from '../../live/session';
import type { Space } from '../../rows/space';
import { words } from '../../words';
import { Button } from '../button';

/** How far ahead of the eye the next page is fetched. */
const AHEAD_PX = 1_500;

interface Props {
  session: Session;
  label: string;
  get: (api: Api, space: Space) => Promise<{ listed: number[] }>;
}

export const Older = ({ session }: { session: Session }) => (
  <More session={session} label={words.older} get={loadOlder} />
);

/** Loads the next page of a list as one scrolls towards it; a button where that failed, and for the keyboard. */
export function More({ session, label, get }: Props) {
  const ref = useRef<HTMLButtonElement>(null);
  const [state, set] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = () => {
    set('loading');
    session.load(get).then(
      () => set('idle'),
      () => set('failed'),
    );
  };
  useEffect(() => {
    if (state !== 'idle') return;
    // A busy page is told of several changes at once.
    const watch = new IntersectionObserver(seen => seen.some(each => each.isIntersecting) && load(), {
      rootMargin: `${AHEAD_PX}px`,
    });
    watch.observe(ref.current!);
    return () => watch.disconnect();
  });
  return (
    <Button class="older" ref={ref} act={load} disabled={state === 'loading'}>
      {state === 'failed' ? words.moreFailed : label}
    </Button>
  );
}
