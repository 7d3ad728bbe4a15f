import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import type { Gathering } from '../../protocol';
import { Link } from '../link';
import { until } from '../rounds';

/** The gathering that runs, in the board's head. */
export function Running({ session, gathering }: { session: Session; gathering: Gathering }) {
  return (
    <p class="running">
      <Link to={paths.gathering(session.id, gathering.id)}>
        <b dir="auto">{gathering.name}</b> <span>{until(gathering.to_ms, now.value)}</span>
      </Link>
    </p>
  );
}
