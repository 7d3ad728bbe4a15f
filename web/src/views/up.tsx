import { Part } from '../base/part';
import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { over } from '../page/desk';
import { paths } from '../page/route';
import { words } from '../words';
import { Button } from './button';
import { later } from './later';
import { Link } from './link';

const Teller = later(new Part(() => import('./stories')), it => it.Teller);

/** What a story can cite: what is on the board, oldest first. */
const citable = (cards: readonly Shown[]): string[] =>
  cards.filter(({ n, state, facet }) => n >= 0 && state === 'shown' && facet?.is !== 'story').map(({ id }) => id);

interface Props {
  session: Session;
  /** The traces of the trail that is looked at; absent on a gathering's page. */
  of?: readonly Shown[];
}

/**
 * Lifts the view by one level: from a trail to the gathering that it was left in, and from there to the pod or the circle. Or tells
 * a story of the trail.
 */
export function Up({ session, of = [] }: Props) {
  const { gatherings, circle } = session.view.value!;
  const spans = session.isOn('gatherings') ? [...gatherings].sort((a, b) => b.to_ms - a.to_ms) : [];
  const within = spans.find(({ from_ms, to_ms }) => of.some(({ at_ms }) => from_ms <= at_ms && at_ms < to_ms));
  return (
    <p class="up">
      <Link to={within ? paths.gathering(session.id, within.id) : paths.above(session.id)}>
        <i aria-hidden="true">↑</i> <bdi>{words.fromAbove(within?.name ?? circle.name)}</bdi>
      </Link>
      {of.length > 0 && session.isOn('stories') && (
        <Button act={() => over(words.tellTrail, it => <Teller {...it} traces={citable(of)} />)}>
          {words.tellTrail}
        </Button>
      )}
    </p>
  );
}
