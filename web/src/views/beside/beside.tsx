import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';
import { untaken } from '../untaken';
import { OpenList } from './open-ends';
import { WarmList } from './warm';

/** Beside the feed, where there is room for it: what someone could do next, and the warmest trails. */
export function Beside({ session }: { session: Session }) {
  const { trails } = session.view.value!;
  if (!useWide()) return null;
  return (
    <>
      {untaken(session).length > 0 && (
        <section>
          <h2>
            <Link to={paths.open(session.id)}>{words.openEnds}</Link>
          </h2>
          <OpenList session={session} most={5} brief />
        </section>
      )}
      {trails.length > 0 && (
        <section>
          <h2>{words.warmTrails}</h2>
          <WarmList session={session} most={5} brief />
        </section>
      )}
    </>
  );
}

/** Where the style shows two columns. */
const WIDE = '(min-width: 1080px)';

/** Whether the window has room for two columns. */
function useWide(): boolean {
  const [wide, set] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const turned = () => set(media.matches);
    media.addEventListener('change', turned);
    return () => media.removeEventListener('change', turned);
  }, []);
  return wide;
}
