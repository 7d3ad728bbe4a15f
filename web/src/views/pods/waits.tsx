import { useEffect } from 'preact/hooks';
import { letIn } from '../../http/let-in';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { name } from '../person';

/** Members who signed in by a host's link and wait to be let in by somebody: in one pod, or in all of the viewer's. */
export function Waits({ session, pod }: { session: Session; pod?: string | undefined }) {
  const { waiting = [], members, pods, me } = session.view.value!;
  const here = waiting.filter(one => pod === undefined || one.pod === pod);
  const unnamed = here.some(one => !members.has(one.member));
  useEffect(() => {
    if (unnamed) void session.load(loadMembers).catch(() => {});
  }, [unnamed]);
  return (
    <>
      {here.map(one => {
        const own = one.member === me;
        const intention = pods.find(({ id }) => id === one.pod)?.intention;
        return (
          <section key={one.pod + one.member} class="waits">
            {pod === undefined && <h2 dir="auto">{intention ?? words.aPod}</h2>}
            <p>{own ? words.youCameByLink : words.cameByLink(name(members.get(one.member)))}</p>
            <Button class="plain" act={() => void letIn(session.id, one).catch(error => tell(why(error)))}>
              {own ? words.itWasMe : words.itIsThem}
            </Button>
          </section>
        );
      })}
    </>
  );
}
