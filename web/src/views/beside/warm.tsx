import { trailGlow } from '../../base/glow';
import { beginning } from '../../base/text';
import { when } from '../../base/time';
import type { Session } from '../../live/session';
import type { WarmTrail } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';
import { author } from '../person';
import { Cooler } from './further';
import { Ride } from './ride';

export function Warm({ session }: { session: Session }) {
  return (
    <main>
      <h2 class="hidden">{words.warmTrails}</h2>
      <Link class="dust" to={paths.quiet(session.id)}>
        {words.goneQuiet}
      </Link>
      <WarmList session={session} />
      {session.view.value!.moreTrails && <Cooler session={session} />}
      {session.view.value!.trails.length === 0 && <p class="empty">{words.emptyTrails}</p>}
    </main>
  );
}

/** Trails, warmest first: how one began, where it is now, and who went along. The order is the fold's. */
export function WarmList({ session, most, brief }: { session: Session; most?: number; brief?: boolean }) {
  const view = session.view.value!;
  // A lone seed is a trail, too, but short lists show trails on which somebody has built.
  const trails = brief ? view.trails.filter(trail => trail.size > 1) : view.trails;
  return (
    <ol class={brief ? 'trails brief' : 'trails'}>
      {trails.slice(0, most).map(trail => (
        <Row key={trail.seed} session={session} trail={trail} brief={brief} />
      ))}
    </ol>
  );
}

function Row({ session, trail, brief }: { session: Session; trail: WarmTrail; brief?: boolean | undefined }) {
  const view = session.view.value!;
  const seed = view.cards.get(trail.seed);
  const newest = view.cards.get(trail.newest);
  // Where its beginning has no words to show, its newest trace says what it is about.
  const [said] = [seed, newest].filter(card => card?.state === 'shown');
  const w = trailGlow(trail.warmth_ms, now.value, view.circle.half_life_ms);
  const people = trail.people.map(id => view.members.get(id));
  return (
    <li class="trailrow" style={{ '--w': w }}>
      <Link to={paths.trail(session.id, { id: trail.seed })}>
        <p class={said ? 'say' : 'say quiet'} dir="auto">
          {/* Of a hidden one its author and hosts have the words; a list that all read aloud from tells that it is hidden. */}
          {said?.text
            ? beginning(said.text, brief ? 70 : 160)
            : seed && seed.state !== 'shown'
              ? words.gone[seed.state]
              : words.aTrail}
        </p>
        <Ride size={trail.size} people={people} brief={brief} />
        {newest?.state === 'shown' && newest !== said && !brief && (
          <p class="latest">
            <b>{author(view, newest)}</b> <span dir="auto">{beginning(newest.text ?? '', 110)}</span>
            <time>{when(newest.at_ms, now.value)}</time>
          </p>
        )}
      </Link>
    </li>
  );
}
