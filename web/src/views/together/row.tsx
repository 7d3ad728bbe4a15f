import { isAsked } from '../../live/rounds';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import type { Round } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';
import { asker, at, prompts } from '../rounds';
import { showRound } from './sheets';

/** How many faces are shown beside a round. */
const FACES = 6;

/** The title of a round: for a review the agreement, if it is loaded, otherwise the first prompt. */
export const subject = ({ view }: Session, round: Round): string | undefined =>
  (round.kind === 'review' && view.value!.cards.get(round.about ?? '')?.text) || prompts(round)[0];

/** A round in a list: its prompt, who has answered, and whether it waits for the viewer. */
export function RoundRow({ session, round }: { session: Session; round: Round }) {
  const view = session.view.value!;
  const { answered = [], ended_at_ms, ends_at_ms } = round;
  const faces = [...view.members.values()].filter(({ n }) => answered.slice(0, FACES).includes(n));
  return (
    <li class={ended_at_ms ? 'round over' : 'round'}>
      <Button act={() => showRound(round)}>
        <small>
          {words.kinds[round.kind]} · {asker(view, round)}
        </small>
        <b dir="auto">{subject(session, round)}</b>
        <span class="facts">
          {faces.length > 0 && (
            <span class="given" role="img" aria-label={words.answeredBy(faces.map(name).join(', '))}>
              {faces.map(face => (
                <Disc key={face.id} member={face} />
              ))}
            </span>
          )}
          <em>
            {isAsked(session, round)
              ? words.roundWaits
              : ended_at_ms
                ? at(ended_at_ms, now.value)
                : ends_at_ms
                  ? words.endsAt(at(ends_at_ms, now.value))
                  : ''}
          </em>
        </span>
      </Button>
    </li>
  );
}
