import { dayName, today } from '../../base/days';
import type { Agreement, Wording } from '../../live/agreements';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { words } from '../../words';
import type { Held } from '../holds';
import { Link } from '../link';

// Refusals that only deeds about agreements get: their words come with the first agreement that is near, and not with the board.
Object.assign(words.refusals, words.agreementRefusals);

/** Today in the space's time zone. Peeks, so that a card isn't rendered again with every change of the board. */
export const dayOf = ({ view }: Session): string => today(now.value, view.peek()!.circle.time_zone);

/** How far an agreement is, in words. */
export function stageOf({ stage, review_on }: Agreement['facet'], day: string): string {
  if (stage === 'test') return words.stages.test(dayName(review_on!, day));
  if (stage === 'mastery' && review_on) return words.lookAgain(dayName(review_on, day));
  return words.stages[stage];
}

/** An agreement's stage on its card, or whose wording it is; links to its page. */
export function Agreed({ session, card: { id, facet, builds_on } }: Held) {
  const own = facet as Agreement['facet'] | Wording['facet'];
  const wording = own.is === 'wording';
  const to = paths.agreement(session.id, wording ? builds_on[0]! : id);
  return (
    <p class={`will is-${wording ? 'wording' : own.stage}`}>
      <Link to={to}>{wording ? (own.shares ? words.inMyWords : words.notShared) : stageOf(own, dayOf(session))}</Link>
    </p>
  );
}
