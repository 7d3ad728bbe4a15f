import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';

interface Props {
  session: Session;
  /** The traces of the trail that is looked at; absent on a gathering's page. */
  of?: readonly Shown[];
}

/** Lifts the view by one level: from a trail to the gathering that it was left in, and from there to the pod or the circle. */
export function Up({ session, of = [] }: Props) {
  if (!session.isOn('rounds')) return null;
  const { gatherings, circle } = session.view.value!;
  const spans = session.isOn('gatherings') ? [...gatherings].sort((a, b) => b.to_ms - a.to_ms) : [];
  const within = spans.find(({ from_ms, to_ms }) => of.some(({ at_ms }) => from_ms <= at_ms && at_ms < to_ms));
  return (
    <p class="up">
      <Link to={within ? paths.gathering(session.id, within.id) : paths.above(session.id)}>
        <i aria-hidden="true">↑</i> <bdi>{words.fromAbove(within?.name ?? circle.name)}</bdi>
      </Link>
    </p>
  );
}
