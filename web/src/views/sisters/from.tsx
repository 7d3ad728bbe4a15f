import { paths } from '../../page/route';
import { words } from '../../words';
import { type Held, Holds } from '../holds';
import { Link } from '../link';

/** On a card: the story of a sister circle that it grew from, as its author read it, and what else it holds out. */
export function From({ card: { crossed, ...card }, ...held }: Held) {
  const { session } = held;
  const { sister, story, title, circle } = crossed!;
  return (
    <>
      {session.isOn('sisters') && (
        <p class="will story from">
          <span>
            {words.grewFromSister}{' '}
            <Link to={`${paths.above((session.circle ?? session).id)}?sister=${sister}&story=${story}`}>
              <bdi>{title}</bdi>
            </Link>{' '}
            <bdi>{words.ofCircle(circle)}</bdi>
          </span>
        </p>
      )}
      <Holds {...held} card={card} />
    </>
  );
}
