import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { Disc, name } from '../person';

const FIRST = 5;

/** What others built on one's own traces: who, in their words, and on which. */
export function Grown({ session, cards }: { session: Session; cards: readonly Shown[] }) {
  const [all, set] = useState(false);
  const view = session.view.value!;
  return (
    <>
      <ul class="grown">
        {cards.slice(0, all ? cards.length : FIRST).map(card => {
          const member = view.members.get(card.by);
          const mine = card.builds_on.map(id => view.cards.get(id)).find(parent => parent?.by === view.me);
          return (
            <li key={card.id}>
              <Link to={paths.trail(session.id, card)}>
                <Disc member={member} />
                <span>
                  <b>{name(member)}</b>
                  <span class="said" dir="auto">
                    {card.text}
                  </span>
                  {mine?.text && <small dir="auto">{words.fromYours(beginning(mine.text, 60))}</small>}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {!all && cards.length > FIRST && (
        <Button class="text" act={() => set(true)}>
          {words.moreGrew}
        </Button>
      )}
    </>
  );
}
