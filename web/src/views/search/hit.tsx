import type { Hit } from '../../live/search';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';
import { Who } from '../person';
import { Marked } from './marked';

/** A trace that was found: one tap, and it stands in its trail. */
export function HitRow({ session, hit: { card, text, open_end } }: { session: Session; hit: Hit }) {
  const view = session.view.value!;
  return (
    <li data-trace={card.id}>
      <Link to={paths.trail(session.id, card)}>
        <Who card={card} view={view} dated />
        <p class="say" dir="auto">
          <Marked text={card.text ?? ''} marks={text} />
        </p>
        {card.open_end && session.isOn('open_ends') && (
          <p class={card.taken === undefined ? 'open' : 'open taken'} dir="auto">
            <span>{words.someoneCould}</span> <Marked text={card.open_end} marks={open_end} />
          </p>
        )}
      </Link>
    </li>
  );
}
