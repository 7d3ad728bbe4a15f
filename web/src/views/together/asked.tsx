import { useEffect } from 'preact/hooks';
import { isAsked } from '../../live/rounds';
import type { Session } from '../../live/session';
import { words } from '../../words';
import { Button } from '../button';
import { Disc } from '../person';
import { subject } from './row';
import { nearRound, showRound } from './sheets';

/** The newest round that waits for the viewer, above the feed; others are in the list of rounds. */
export function Asked({ session }: { session: Session }) {
  const view = session.view.value!;
  const waiting = view.rounds.filter(round => isAsked(session, round)).sort((a, b) => b.n - a.n);
  const [round] = waiting;
  useEffect(() => void nearRound(), []);
  if (!round) return null;
  return (
    <p class="asked">
      <Button act={() => showRound(round)}>
        <Disc member={view.members.get(round.by)} />
        <span>
          <small>{words.kinds[round.kind]}</small>
          <b dir="auto">{subject(session, round)}</b>
        </span>
        {waiting.length > 1 && <i>{`+${waiting.length - 1}`}</i>}
      </Button>
    </p>
  );
}
