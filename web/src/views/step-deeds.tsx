import type { Session } from '../live/session';
import { compose } from '../page/desk';
import type { Card } from '../protocol';
import { words } from '../words';
import { Extras } from './extras';

/** What one can do with a trace of a path. */
export function StepDeeds({
  session,
  card,
  text,
  state,
}: {
  session: Session;
  card: Card;
  text: string | null;
  state: Card['state'];
}) {
  const view = session.view.value!;
  const mine = card.by === view.me;
  const warmed = card.warmed || session.pending.value.changes.get(card.id)?.warmed;
  return (
    <div class="deeds">
      {state === 'shown' && (
        <button type="button" class="build" onClick={() => compose(session.id, card.id)}>
          {words.buildOn}
        </button>
      )}
      {state === 'shown' && !mine && (
        <button
          type="button"
          class="warm"
          aria-pressed={Boolean(warmed)}
          onClick={() => warmed || session.act({ type: 'warm', trace: card.id })}
        >
          {warmed ? words.warmed : words.warm}
        </button>
      )}
      <Extras
        session={session}
        card={card}
        text={text}
        mine={mine}
        host={view.members.get(view.me)?.role === 'host'}
        state={state}
        onTrail
      />
    </div>
  );
}
