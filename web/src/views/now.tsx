import { useRef } from 'preact/hooks';
import type { Session } from '../live/session';
import type { View } from '../live/view';
import { go, paths } from '../page/route';
import type { Round } from '../protocol';
import { words } from '../words';
import { Button } from './button';
import { Feed } from './feed';
import { Asked, AskedAlone, Beside, Return } from './parts';
import { untaken } from './untaken';
import { useWide } from './wide';

/** What was left lately, newest first. */
export function Now({ session, hidden }: { session: Session; hidden: boolean }) {
  const view = session.view.value!;
  const openEnds = untaken(session);
  const open = openEnds.length;
  // Its place is given or not as long as it is looked at, and where somebody comes back to: what is read below must not move. Who
  // comes to the top finds it given or not by what there is.
  const place = useRef(open > 0);
  const was = useRef(hidden);
  if (!hidden && was.current && !history.state?.scroll) place.current = open > 0;
  was.current = hidden;
  const back = session.keeper.back.value !== null;
  // A phone doesn't load what stands beside the feed.
  const wide = useWide();
  return (
    <>
      {back && <Return session={session} hidden={hidden} />}
      <main hidden={hidden || back}>
        {asksAlone(view) && <AskedAlone session={session} />}
        {place.current && (
          <Button class={open > 0 ? 'could' : 'could none'} act={() => go(paths.open(session.id))}>
            <span dir="auto">
              {words.someoneCould} {openEnds[0]?.open_end}
            </span>
            {open > 1 && <b>{`+${open - 1}`}</b>}
          </Button>
        )}
        {session.isOn('rounds') && view.rounds.some(asks(view)) && <Asked session={session} />}
        <Feed session={session} />
      </main>
      <aside class="beside" hidden={hidden || back}>
        {wide && <Beside session={session} />}
      </aside>
    </>
  );
}

/** Whether there may be something that one member is asked alone. */
const asksAlone = (view: View) => view.circle.time_to_bud || view.promises[0] || view.pod_invitations?.[0];

/** Whether a round is open that the viewer has neither answered nor passed. */
const asks =
  ({ own }: View) =>
  ({ id, ended_at_ms }: Round) =>
    !ended_at_ms && !own(id);
