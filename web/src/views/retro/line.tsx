import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { paths } from '../../page/route';
import { Link } from '../link';
import { author, Disc } from '../person';

/** A trace on one line of a list, with its author; links to its trail. */
export function Line({ session, card, note }: { session: Session; card: Shown; note?: string }) {
  const view = session.view.value!;
  return (
    <li>
      <Disc member={view.members.get(card.by)} />
      <span>
        <Link to={paths.trail(session.id, card)}>
          <bdi>{card.text}</bdi>
        </Link>
        <small>{note ?? author(view, card)}</small>
      </span>
    </li>
  );
}
