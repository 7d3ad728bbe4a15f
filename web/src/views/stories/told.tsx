import { paths } from '../../page/route';
import { words } from '../../words';
import type { Held } from '../holds';
import { Link } from '../link';

/** The link to a story, on its card. */
export function Told({ session, card: { id } }: Held) {
  return (
    <p class="will story">
      <Link to={paths.story(session.id, id)}>{words.readStory}</Link>
    </p>
  );
}
