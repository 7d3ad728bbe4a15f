import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../live/session';
import { invitations, running } from '../live/view';
import { now } from '../page/clock';
import { over } from '../page/desk';
import { paths, route } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { Link } from './link';
import { Here, Next, Profile, Running } from './parts';
import { Disc } from './person';

/** A name of more characters leaves a phone no room for the connection beside it. */
const LONG = 15;

/** The circle's name, the two tabs, and one quiet word about the connection. */
export function Header({ session, top }: { session: Session; top?: ComponentChildren }) {
  const view = session.view.value!;
  const { resting } = session.pending.value;
  const member = view.members.get(view.me);
  const me = member && resting !== undefined ? { ...member, resting } : member;
  const { at: where } = route.value;
  // What someone could do is reached from the newest traces, and leads back there.
  const here = where === 'open' ? 'now' : where;
  const nav = useRef<HTMLElement>(null);
  // On a narrow phone the tabs scroll. Not by `scrollIntoView`, which would scroll the page too.
  useEffect(() => {
    const tab = nav.current!.querySelector('[aria-current]');
    if (tab) nav.current!.scrollLeft += middle(tab) - middle(nav.current!);
  }, [here]);
  const gathering = session.isOn('gatherings') && running(view, now.value);
  const tabs: [at: 'now' | 'warm' | 'together' | 'pods' | 'host', label: string, shown?: boolean][] = [
    ['now', words.now],
    ['warm', words.warmTrails],
    ['together', words.together, (['rounds', 'gatherings', 'agreements'] as const).some(session.isOn)],
    ['pods', words.pods, !session.pod && session.isOn('pods')],
    ['host', words.host, !session.pod && me?.role === 'host'],
  ];
  return (
    <header class={gathering ? 'top gathering' : 'top'}>
      {top ?? (
        <div class={view.circle.name.length > LONG ? 'title long' : 'title'}>
          <h1>{view.circle.name}</h1>
          <State session={session} />
          <Button class="me" label={words.yourself} act={() => over(words.yourself, Profile)}>
            <Disc member={me} />
          </Button>
        </div>
      )}
      {view.circle.rhythm && session.isOn('rhythm') && <Next session={session} />}
      {gathering && <Running session={session} gathering={gathering} />}
      <nav class="tabs" ref={nav} aria-label={words.views}>
        {tabs.map(
          ([at, label, shown = true]) =>
            shown && (
              <Link
                key={at}
                to={paths[at](session.id)}
                class={at === 'pods' && invitations(view)[0] ? 'waits-here' : ''}
                aria-current={here === at ? 'page' : undefined}
              >
                {label}
              </Link>
            ),
        )}
        <Link class="seek" to={paths.search(session.id)} label={words.searchTraces}>
          <i />
        </Link>
      </nav>
    </header>
  );
}

function middle(of: Element): number {
  const { left, width } = of.getBoundingClientRect();
  return left + width / 2;
}

export function State({ session }: { session: Session }) {
  const word = session.word.value;
  const { waiting, put_off } = session.pending.value;
  const { count } = session.here.value;
  // Others' traces arrive, but one's own can't be saved.
  const well = word === 'live' && !put_off;
  const unsent = waiting > 0 ? `, ${words.waitingCount(waiting)}` : '';
  return (
    <p class={`state ${well ? '' : 'off'}`}>
      <i class="dot" />
      <span role="status">
        {well || word !== 'live' ? words.word[word] : words.putOff}
        {well ? '' : unsent}
      </span>
      {well && count > 0 && <Button act={() => over(words.whoIsHere, Here)}>{words.here(count)}</Button>}
    </p>
  );
}
