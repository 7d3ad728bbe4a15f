import { useRef } from 'preact/hooks';
import type { Session } from '../live/session';
import { sheet } from '../page/desk';
import { words } from '../words';
import { Away } from './away';
import { Button } from './button';
import { Feed } from './feed';
import { OpenEnds } from './open-ends';
import { WarmList } from './warm';

/** What was left lately, newest first. */
export function Now({ session, hidden }: { session: Session; hidden: boolean }) {
  const view = session.view.value!;
  const open = view.openEnds.length;
  // Its place is given or not as long as it is looked at: what is read below must not move.
  const place = useRef(open > 0);
  if (hidden) place.current = open > 0;
  return (
    <>
      <main hidden={hidden}>
        <Away session={session} />
        {place.current && (
          <Button
            class={open > 0 ? 'could' : 'could none'}
            act={() => {
              sheet.value = { of: 'open ends' };
            }}
          >
            <span dir="auto">
              {words.someoneCould} {view.openEnds[0]?.open_end}
            </span>
            {open > 1 && <b>{`+${open - 1}`}</b>}
          </Button>
        )}
        <Feed session={session} />
      </main>
      <aside class="beside" hidden={hidden}>
        {open > 0 && (
          <section>
            <h2>{words.openEnds}</h2>
            <OpenEnds session={session} most={6} />
          </section>
        )}
        {view.trails.length > 0 && (
          <section>
            <h2>{words.warmTrails}</h2>
            <WarmList session={session} most={5} brief />
          </section>
        )}
      </aside>
    </>
  );
}
