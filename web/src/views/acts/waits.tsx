import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { ask } from '../../page/desk';
import { takeBack } from '../../page/leave';
import { words } from '../../words';
import { Button } from '../button';
import { again } from './again';

/** What can be done with a trace that waits to be sent: change it, or take it back. */
export function Waits({ session, card: { id, text } }: { session: Session; card: Shown }) {
  const item = session.outbox.items.value.find(item => item.id === id);
  if (!item) return null;
  const change = again(session, item);
  const drop = () => void takeBack(session, id);
  return (
    <>
      {change && (
        <Button class="late" act={change}>
          {words.edit}
        </Button>
      )}
      <Button class="late" act={() => ask(words.withdrawSure, text ?? '', words.withdraw, drop)}>
        {words.withdraw}
      </Button>
    </>
  );
}
