import type { Session } from '../../live/session';
import type { Crossed } from '../../protocol';
import { words } from '../../words';
import { Link } from '../link';
import { storyAt } from './paths';

/** On a card: the story of a sister circle that it grew from, as its author read it. */
export const From = ({ session, crossed }: { session: Session; crossed: Crossed }) =>
  session.isOn('sisters') ? (
    <p class="will from">
      <span>
        {words.grewFromSister}{' '}
        <Link to={storyAt((session.circle ?? session).id, crossed.sister, crossed.story)}>
          <bdi>{crossed.title}</bdi>
        </Link>{' '}
        <bdi>{words.ofCircle(crossed.circle)}</bdi>
      </span>
    </p>
  ) : null;
