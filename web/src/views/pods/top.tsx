import { useEffect } from 'preact/hooks';
import { dayName, today } from '../../base/days';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { over } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { State } from '../header';
import { Disc, name } from '../person';
import { AskedFor } from './asked-for';
import { Ending } from './ending';
import { About } from './over';
import { Title } from './slim';
import { Waits } from './waits';

/** The header of a pod: its intention, its members, and its last day. */
export function PodTop({ session }: { session: Session }) {
  const { circle, members, me } = session.view.value!;
  const terms = circle.pod;
  const day = today(now.value, session.circle!.view.value?.circle.time_zone);
  const people = [...members.values()].filter(({ state }) => state === 'present').sort((a, b) => a.n - b.n);
  const names = people.map(member => (member.id === me ? words.you : name(member)));
  const taken = session.circle!.view.value?.pods.find(({ id }) => id === session.pod)?.taken;
  const missing = people.length !== taken;
  // A board has only rows of members who left something; here all members are shown, the caller too.
  useEffect(() => {
    if (missing) void session.load(loadMembers).catch(() => {});
  }, [missing, session.word.value, session.began.value]);
  return (
    <>
      <Title circle={session.circle!} intention={circle.name}>
        <State session={session} />
      </Title>
      {terms && (
        <Button class="about" act={() => over(words.aboutPod, About)}>
          <span class="discs">
            {people.map(member => (
              <Disc key={member.id} member={member} />
            ))}
          </span>
          <span class="hidden">{words.inIt(names)}</span>
          <span class="end">
            {terms.state === 'closed' ? words.podState.closed : words.untilDay(dayName(terms.ends_on, day))}
          </span>
        </Button>
      )}
      {terms && <Ending session={session} terms={terms} day={day} />}
      <AskedFor session={session} />
      <Waits session={session.circle!} pod={session.pod} />
    </>
  );
}
