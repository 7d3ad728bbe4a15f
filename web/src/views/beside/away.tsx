import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { Disc, name } from '../person';

/** For whoever returns after a silence: first what grew from theirs. */
export function Away({ session }: { session: Session }) {
  const view = session.view.value!;
  const grown = session.grown.value.flatMap(id => view.cards.get(id) ?? []).filter(card => card.state === 'shown');
  if (grown.length === 0) return null;
  return (
    <section class="away" aria-labelledby="away">
      <h2 id="away">{words.whileAway}</h2>
      <ul>
        {grown.map(card => {
          const mine = card.builds_on.map(id => view.cards.get(id)).find(parent => parent?.by === view.me);
          return (
            <li key={card.id}>
              <Link to={paths.trail(session.id, card)}>
                <Disc member={view.members.get(card.by)} />
                <span>
                  <b>{name(view.members.get(card.by))}</b> <span dir="auto">{beginning(card.text ?? '', 120)}</span>
                  {mine?.text && <small>{words.fromYours(beginning(mine.text, 60))}</small>}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <Button
        class="plain"
        act={() => {
          session.grown.value = [];
        }}
      >
        {words.onward}
      </Button>
    </section>
  );
}
