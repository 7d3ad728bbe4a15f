import { trailGlow } from '../../base/glow';
import type { Session } from '../../live/session';
import type { WarmTrail } from '../../live/view';
import { now } from '../../page/clock';
import { compose } from '../../page/desk';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { Disc, name } from '../person';

const FACES = 4;

/** A quiet trail: its seed, its people, and one tap to build on it. `lit`: somebody has built on it since. */
export function Dusted({ session, trail, lit }: { session: Session; trail: WarmTrail; lit: boolean }) {
  const view = session.view.value!;
  const shown = (id: string) => view.cards.get(id)?.state === 'shown';
  const seed = view.cards.get(trail.seed);
  const said = [trail.seed, trail.newest].find(shown);
  const text = view.cards.get(said ?? '')?.text;
  // Builds on its newest trace; if that isn't shown, on its seed.
  const on = shown(trail.newest) ? trail.newest : said;
  const waits = session.pending.value.leaves.some(leaf => leaf.builds_on.includes(on ?? ''));
  // The author of its seed, and the latest people.
  const ids = [...new Set([seed?.by, ...trail.people])].slice(0, FACES);
  const people = ids.flatMap(id => view.members.get(id ?? '') ?? []);
  const w = lit ? trailGlow(trail.warmth_ms, now.value, view.circle.half_life_ms) : 0;
  return (
    <li class={lit || waits ? 'trailrow dusted lit' : 'trailrow dusted'} style={{ '--w': w }}>
      <Link to={paths.trail(session.id, { id: trail.seed })}>
        <p class={text ? 'say' : 'say quiet'} dir="auto">
          {text ?? (seed && seed.state !== 'shown' ? words.gone[seed.state] : words.aTrail)}
        </p>
        <p class="by">
          <span class="riders">
            {people.map(member => (
              <Disc key={member.id} member={member} />
            ))}
          </span>
          <span>{words.leftBy(people.map(name))}</span>
        </p>
      </Link>
      {lit || waits ? (
        <p class="again">{waits ? words.waiting : words.warmAgain}</p>
      ) : (
        on && (
          <Button class="build" act={() => compose(on)}>
            {words.buildOn}
          </Button>
        )
      )}
    </li>
  );
}
