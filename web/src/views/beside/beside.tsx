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
