import type { ComponentChildren } from 'preact';
import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { compose } from '../page/desk';
import { words } from '../words';
import { Button } from './button';

interface Props {
  session: Session;
  /** The trace, with what the outbox will have changed about it. */
  card: Shown;
}

/** What one does with a trace: build on it, warm it. */
export function Deeds({ session, card, children }: Props & { children?: ComponentChildren }) {
  const { id, state, warmed } = card;
  const mine = card.by === session.view.value!.me;
  return (
    <>
      {state === 'shown' && (
        <Button class="build" act={() => compose(id)}>
          {words.buildOn}
        </Button>
      )}
      {state === 'shown' && !mine && (
        <Button class="warm" pressed={warmed} act={() => warmed || session.act({ type: 'warm', trace: id })}>
          {warmed ? words.warmed : words.warm}
        </Button>
      )}
      {children}
    </>
  );
}
