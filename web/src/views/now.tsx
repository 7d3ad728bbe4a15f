import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../live/session';
import { invitations, type View } from '../live/view';
import { go, paths } from '../page/route';
import type { Round } from '../protocol';
import { words } from '../words';
import { Button } from './button';
import { Feed } from './feed';
import { Asked, Beside, Due, Invited, Return, TimeToBud } from './parts';
import { untaken } from './untaken';

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
  return (
    <>
      {back && <Return session={session} hidden={hidden} />}
      <main hidden={hidden || back}>
        <AskedAlone session={session} />
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
        {useWide() && <Beside session={session} />}
      </aside>
    </>
  );
}

/** What one member is asked alone: into a pod, about a promise of theirs, or, a host, whether the circle has grown too large. */
function AskedAlone({ session }: { session: Session }) {
  const view = session.view.value!;
  const { promises, circle } = view;
  return (
    <>
      {circle.time_to_bud && session.isOn('budding') && <TimeToBud session={session} />}
      {invitations(view)[0] && session.isOn('pods') && <Invited session={session} />}
      {promises.length > 0 && session.isOn('promises') && <Due session={session} />}
    </>
  );
}
/** Whether a round is open that the one who looks gave nothing to. */
const asks =
  ({ own }: View) =>
  ({ id, ended_at_ms }: Round) =>
    !ended_at_ms && !own(id);

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
