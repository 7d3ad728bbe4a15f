import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { tell } from '../../page/say';
import { words } from '../../words';
import { Button } from '../button';
import { cite, retell } from './sheets';

/** What a card's menu offers for stories: retell it, add it to one, or ask for a pod's trace. */
export function InStories({ session, card: { id, by, facet } }: { session: Session; card: Shown }) {
  const mine = by === session.view.value!.me;
  if (facet?.is === 'story') return mine ? <Button act={() => retell(session, id)}>{words.retell}</Button> : null;
  // Only its author sees the request, and may share the trace or not.
  const ask = () => {
    session.act({ type: 'ask_to_tell', trace: id });
    tell(words.askedToTell);
  };
  return (
    <>
      <Button act={() => cite(session, id)}>{words.cite}</Button>
      {!mine && session.circle && <Button act={ask}>{words.askToTell}</Button>}
    </>
  );
}
