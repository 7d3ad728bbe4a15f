import { useEffect, useState } from 'preact/hooks';
import { door } from '../../http/door';
import type { Session } from '../../live/session';
import { running } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { tell } from '../../page/say';
import type { Invite } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { useOneAtATime } from '../forms/one-at-a-time';
import { Link } from '../link';
import { at as span } from '../rounds';
import { invite } from './hall';
import { sent, USUAL } from './invite-terms';
import { forNewcomers, open } from './open';

/** What is done in a hall, with one thumb. */
const FIRST = ['invites', 'hiding', 'meetings', 'wall', 'download'] as const;
/** What is set now and then. */
const THEN = ['people', 'circle', 'uses', 'kin', 'programs'] as const;

export type Room = (typeof FIRST)[number] | (typeof THEN)[number];

/** The host's page, or one of its screens. */
export const at = (circle: string, room?: Room): string => `${paths.host(circle)}${room ? `/${room}` : ''}`;

/** The first screen of the host's page: five things, each with a line on how it stands, and below them the circle itself. */
export function Rooms({ session }: { session: Session }) {
  const view = session.view.value!;
  const [invites, set] = useState<Invite[]>();
  const oneAtATime = useOneAtATime();
  const load = () =>
    door(session.id)
      .invites()
      .then(set, () => {});
  useEffect(() => void load(), [session.word.value]);
  const make = () =>
    oneAtATime(
      () => invite(session, sent(USUAL)).then(load),
      error => tell(why(error)),
    );
  const hidden = view.feed.some(({ state }) => state === 'hidden');
  const line: { [room in Room]: string } = {
    // Its place is kept until it is known.
    invites: invites ? words.openInvites(open(invites, now.value).filter(forNewcomers).length) : '\u00a0',
    hiding: hidden ? words.someHidden : words.roomLines.hiding,
    meetings: meetingLine(session) ?? words.roomLines.meetings,
    wall: words.roomLines.wall,
    download: words.roomLines.download,
    people: words.roomLines.people,
    circle: words.roomLines.circle,
    uses: words.roomLines.uses,
    kin: words.roomLines.kin,
    programs: words.roomLines.programs,
  };
  const kin = session.isOn('budding') || session.isOn('sisters');
  const row = (room: Room) => (
    <li key={room} class={room === 'invites' ? 'quick' : undefined}>
      <Link to={at(session.id, room)} class={`is-${room}`}>
        <span>
          <b>{words.rooms[room]}</b>
          <small>{line[room]}</small>
        </span>
      </Link>
      {/* With somebody at the door, or a whole hall, there is no time for a screen in between. */}
      {room === 'invites' && <Button act={make}>{words.makeInvite}</Button>}
    </li>
  );
  return (
    <main class="host">
      <h2 class="hidden">{words.host}</h2>
      <ul class="rooms">{FIRST.map(row)}</ul>
      <section>
        <h2>{words.settings}</h2>
        <ul class="rooms quietly">{THEN.filter(room => room !== 'kin' || kin).map(row)}</ul>
      </section>
    </main>
  );
}

/** The gathering that runs, or the next one. */
function meetingLine(session: Session): string | undefined {
  const view = session.view.value!;
  if (!session.isOn('gatherings')) return undefined;
  const runs = running(view, now.value);
  if (runs) return words.runsNow(runs.name ?? words.gatherings);
  const [next] = view.gatherings
    .filter(({ from_ms, to_ms, ended }) => from_ms > now.value && to_ms > from_ms && !ended)
    .sort((a, b) => a.from_ms - b.from_ms);
  return next && words.comesNext(next.name ?? words.gatherings, span(next.from_ms, now.value));
}
