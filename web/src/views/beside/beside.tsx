import type { Session } from '../../live/session';
import { words } from '../../words';
import { OpenEnds } from './open-ends';
import { WarmList } from './warm';

/** Beside the feed, where there is room for it: what someone could do next, and the warmest trails. */
export function Beside({ session }: { session: Session }) {
  const { openEnds, trails } = session.view.value!;
  return (
    <>
      {openEnds.length > 0 && (
        <section>
          <h2>{words.openEnds}</h2>
          <OpenEnds session={session} most={6} />
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
