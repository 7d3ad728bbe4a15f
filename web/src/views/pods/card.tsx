import type { ComponentChildren } from 'preact';
import { dayName, today } from '../../base/days';
import { type Done, done, listed } from '../../live/pods';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import type { Pod } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { Disc, name } from '../person';
import { rhythmic } from '../rhythmic';

interface Props {
  session: Session;
  pod: Pod;
  waits: Done;
}

/** What everyone in the circle knows of a pod, in words. */
function terms({ view }: Session, { state, places, taken, ends_on }: Pod, own?: boolean): string {
  const day = today(now.value, view.value!.circle.time_zone);
  const last = dayName(ends_on, day);
  return [
    own ? '' : words.placesLeft(places - taken),
    ends_on < day ? words.lastDayWas(last) : words.untilDay(last),
    words.podState[state],
  ]
    .filter(Boolean)
    .join(' · ');
}

interface Asked {
  session: Session;
  pod: Pod;
  /** They have stepped in, and it isn't known yet. */
  stepping: boolean;
  invited: boolean;
}

/** The button to step in; an invited member can also decline. */
function Answer({ session, pod: { id }, stepping, invited }: Asked) {
  return (
    <p class="row">
      <Button class="plain" disabled={stepping} act={() => session.act({ type: 'step_in', pod: id })}>
        {stepping ? words.waiting : words.stepIn}
      </Button>
      {invited && !stepping && (
        <Button class="text" act={() => session.act({ type: 'decline_pod', pod: id })}>
          {words.noThanks}
        </Button>
      )}
    </p>
  );
}

/** The newest pod to which the viewer is invited, above the feed until they answer; others are in the list of pods. */
export function Invited({ session }: { session: Session }) {
  const view = session.view.value!;
  const waits = done(session);
  const pod = listed(view, [], waits).invited.find(({ places, taken }) => taken < places);
  if (!pod) return null;
  return (
    <section class="due" aria-labelledby="invited">
      <h2 id="invited">{words.invitesToPod(name(view.members.get(pod.by)))}</h2>
      <p class="say" dir="auto">
        {pod.intention ?? words.aPod}
      </p>
      <p class="quiet">{terms(session, pod)}</p>
      <Answer session={session} pod={pod} stepping={waits.stepped.has(pod.id)} invited />
    </section>
  );
}

/** A pod as everyone in its circle sees it, with the viewer's buttons. */
export function PodCard({ session, pod, waits }: Props) {
  const { id, by, intention, state, places, taken, rhythm } = pod;
  const view = session.view.value!;
  const own = view.own_pods?.includes(id);
  const invited = !own && view.pod_invitations?.includes(id);
  const stepping = waits.stepped.has(id) && !own;
  const left = places - taken;
  const caller = name(view.members.get(by));
  const title = <span dir="auto">{intention ?? words.aPod}</span>;
  return (
    <li class={`pod ${own ? 'own' : ''} is-${state}`} data-pod={id}>
      <h3>{own ? <Link to={paths.pod(session.id, id)}>{title}</Link> : title}</h3>
      <p class="by">
        <Disc member={view.members.get(by)} />
        <span>{invited ? words.invitesYou(caller) : by === view.me ? words.youCalled : words.calledBy(caller)}</span>
      </p>
      <p class="terms">{terms(session, pod, own)}</p>
      {rhythm && !own && session.isOn('rhythm') && <p class="terms">{rhythmic(rhythm)}</p>}
      {!own && state !== 'closed' && (left > 0 || stepping) && (
        <Answer session={session} pod={pod} stepping={stepping} invited={invited === true} />
      )}
    </li>
  );
}

/** A pod that one has called, and that isn't known yet. */
export function Calling({ intention }: { intention: string }): ComponentChildren {
  return (
    <li class="pod waiting">
      <h3 dir="auto">{intention}</h3>
      <p class="terms">{words.waiting}</p>
    </li>
  );
}
