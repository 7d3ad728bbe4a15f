import { type Agreement, isDue, reviewOf } from '../../live/agreements';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { ask } from '../../page/desk';
import { comparePositions } from '../../rows/position';
import { words } from '../../words';
import { Button } from '../button';
import { dayOf } from './line';
import { begin, conclude, propose } from './over';
import { RoundRow } from './round-row';

interface Props {
  session: Session;
  agreement: Agreement;
}

/** What can be done about an agreement now, and by whom. What waits to go out is waited for. */
export function Doings({ session, agreement }: Props) {
  const { id, state, facet, by, text } = agreement;
  const view = session.view.value!;
  const change = session.pending.value.changes.get(id);
  if (state !== 'shown' || change?.own) return null;
  const own = by === view.me;
  const withdraw = own && (
    <Button
      class="text"
      act={() =>
        ask(words.withdrawSure, text ?? '', words.withdraw, () => session.act({ type: 'withdraw', trace: id }), true)
      }
    >
      {words.withdraw}
    </Button>
  );
  if (facet.stage === 'let_go') return withdraw && <p class="row doings">{withdraw}</p>;
  const { round, concludes } = reviewOf(agreement, view.rounds);
  const open = round !== undefined && !round.ended_at_ms;
  return (
    <>
      {round && (open || concludes) && (
        <ul class="parts">
          <RoundRow session={session} round={round} />
        </ul>
      )}
      {!open && !change?.waiting && <Next session={session} agreement={agreement} mine={own || isHost(view)} />}
      <p class="row doings">
        <Button class="text" act={() => propose(agreement)}>
          {words.proposeInstead}
        </Button>
        {withdraw}
      </p>
    </>
  );
}

/** What can be done with it: a trial, a review, or the move after one. `mine`: the viewer is its author or a host. */
function Next({ session, agreement, mine }: Props & { mine: boolean }) {
  const view = session.view.value!;
  const { id, facet, text } = agreement;
  const { round, concludes } = reviewOf(agreement, view.rounds);
  const button = (label: string, act: () => void, solid = true) => (
    <p class="row">
      <Button class={solid ? 'solid' : 'plain'} act={act}>
        {label}
      </Button>
    </p>
  );
  if (concludes) {
    if (mine || round!.by === view.me) return button(words.whatFollows, () => conclude(agreement));
    return <p class="quiet">{words.whoConcludes}</p>;
  }
  if (facet.stage === 'awareness')
    return mine ? button(words.tryIt, () => begin(agreement)) : <p class="quiet">{words.whoBegins}</p>;
  if (!session.isOn('rounds')) return <p class="quiet">{words.noReviews}</p>;
  const asking = session.outbox.items.value.some(
    ({ state, position, draft: { deed } }) =>
      deed.type === 'open_round' &&
      deed.about === id &&
      state !== 'refused' &&
      !(position && comparePositions(position, view.position ?? '') <= 0),
  );
  // Its row comes with the next frame.
  if (asking && !round) return <p class="quiet">{session.word.value === 'live' ? '' : words.reviewWaits}</p>;
  const review = () => session.act({ type: 'open_round', kind: 'review', about: id });
  return (
    <>
      {round && <p class="quiet">{words.unanswered}</p>}
      {button(
        words.review,
        () => ask(words.reviewSure, text ?? '', words.review, review),
        isDue(agreement, dayOf(session)),
      )}
    </>
  );
}
