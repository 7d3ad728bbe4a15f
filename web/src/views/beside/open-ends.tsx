import type { Session } from '../../live/session';
import { compose } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { name } from '../person';

/** What someone could do next: the open ends that nobody has taken up. */
export function OpenEnds({ session, most }: { session: Session; most?: number }) {
  const view = session.view.value!;
  return (
    <ul class="ends">
      {view.openEnds.slice(0, most).map(card => (
        <li key={card.id}>
          <Button act={() => compose(card.id)}>
            <span dir="auto">{card.open_end ?? words.anOpenEnd}</span>
            <small>{words.fromTrace(name(view.members.get(card.by)))}</small>
          </Button>
        </li>
      ))}
    </ul>
  );
}
