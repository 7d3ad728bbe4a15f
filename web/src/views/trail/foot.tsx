import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { parts } from '../../page/near';
import { later } from '../later';
import { together } from '../parts';

/** How far below the window it is asked for: less than a screen of a phone. */
const AHEAD_PX = 600;

const Perspectives = later(together, it => it.Perspectives);

/**
 * What stands below a trail. Of a long one it is loaded only when somebody comes near its end, since it is twenty kilobytes, or
 * prints it.
 */
export function Foot({ session, seed }: { session: Session; seed: string }) {
  const place = useRef<HTMLElement>(null);
  const [near, set] = useState(false);
  useEffect(() => {
    if (near) return;
    const draw = () => set(true);
    const watch = new IntersectionObserver(seen => seen.some(each => each.isIntersecting) && draw(), {
      rootMargin: `${AHEAD_PX}px`,
    });
    watch.observe(place.current!);
    parts.add(draw);
    return () => {
      watch.disconnect();
      parts.delete(draw);
    };
  }, [near]);
  return near ? <Perspectives session={session} seed={seed} /> : <i ref={place} class="foot" />;
}
