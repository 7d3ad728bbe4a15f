import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { later, Nothing } from '../later';
import { together } from '../parts';

/** How far below the window it is asked for: less than a screen of a phone. */
const AHEAD_PX = 600;

const Perspectives = later(together, it => it.Perspectives, Nothing);

/** What stands below a trail. Of a long one it is loaded only when somebody comes near its end: it is twenty kilobytes. */
export function Foot({ session, seed }: { session: Session; seed: string }) {
  const place = useRef<HTMLElement>(null);
  const [near, set] = useState(false);
  useEffect(() => {
    if (near) return;
    const watch = new IntersectionObserver(seen => set(seen.some(each => each.isIntersecting)), {
      rootMargin: `${AHEAD_PX}px`,
    });
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, [near]);
  return near ? <Perspectives session={session} seed={seed} /> : <i ref={place} class="foot" />;
}
