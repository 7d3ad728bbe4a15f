import { useEffect } from 'preact/hooks';
import type { Session } from '../../live/session';
import { loadKind } from '../../live/together';
import { ask } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { RoundRow } from './row';

/** Perspectives on a trail: the rounds about its seed, and a button to open one. */
export function Perspectives({ session, seed }: { session: Session; seed: string }) {
  const view = session.view.value!;
  const live = session.word.value === 'live';
  useEffect(
    () =>
      void session.load(loadKind(session, 'perspectives')).then(
        () => {},
        () => {},
      ),
    [seed, live, session.began.value],
  );
  if (!session.isOn('rounds')) return null;
  const rounds = view.rounds.filter(({ kind, about }) => kind === 'perspectives' && about === seed);
  rounds.sort((a, b) => b.n - a.n);
  const open = () =>
    ask(words.askPerspectivesSure, view.cards.get(seed)?.text ?? '', words.askPerspectives, () =>
      session.act({ type: 'open_round', kind: 'perspectives', about: seed }),
    );
  return (
    <section class="perspectives">
      {rounds.length > 0 && <h2>{words.perspectives}</h2>}
      {rounds.length > 0 && (
        <ul class="parts">
          {rounds.map(round => (
            <RoundRow key={round.id} session={session} round={round} />
          ))}
        </ul>
      )}
      {!rounds.some(({ ended_at_ms }) => !ended_at_ms) && (
        <Button class="text" act={open}>
          {words.askPerspectives}
        </Button>
      )}
    </section>
  );
}
