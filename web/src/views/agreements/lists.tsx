import { useEffect } from 'preact/hooks';
import { beginning } from '../../base/text';
import { type Agreement, isDue, reviewOf } from '../../live/agreements';
import type { Session } from '../../live/session';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Link } from '../link';
import { standing } from '../standing';
import { dayOf, stageOf } from './line';
import { agreeing, propose } from './over';
import { useAgreements } from './use-agreements';

/** Longer texts are shown whole only on the agreement's page. */
const SENTENCE = 180;

/** Agreements in a list: the sentence, and how far it is. */
export function Rows({ session, all }: { session: Session; all: readonly Agreement[] }) {
  const { rounds } = session.view.value!;
  const day = dayOf(session);
  return (
    <ul class="parts">
      {all.map(agreement => {
        const { id, text, facet } = agreement;
        const { round } = reviewOf(agreement, rounds);
        const open = round !== undefined && !round.ended_at_ms;
        const due = isDue(agreement, day);
        const note = standing(session.pending.value.changes.get(id));
        return (
          <li class={due || open ? 'gathers now' : 'gathers'} key={id}>
            <Link to={paths.agreement(session.id, id)}>
              <b dir="auto">{beginning(text ?? '', SENTENCE)}</b>
              <em>
                {open ? words.inReview : due ? words.reviewDue : stageOf(facet, day)}
                {note && ` · ${note}`}
              </em>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** The circle's agreements: those that are due first, then the current ones, and a button to propose one. */
export function Agreements({ session, title }: { session: Session; title?: string }) {
  const { all, came, further } = useAgreements(session);
  // Loaded now, so that something can be proposed offline later.
  useEffect(() => void agreeing.near(), []);
  return (
    <section class="agreements">
      <h3>{title ?? words.howTogether}</h3>
      {all.length === 0 && came && <p class="quiet">{words.agreementsLead}</p>}
      <Rows session={session} all={all} />
      {further && (
        <Button class="older" act={further}>
          {words.moreAgreements}
        </Button>
      )}
      <Button class="text" act={() => propose()}>
        {words.propose}
      </Button>
    </section>
  );
}

/** Those whose review is due, beside a retro. */
export function DueReviews({ session }: { session: Session }) {
  const day = dayOf(session);
  const due = useAgreements(session).all.filter(each => isDue(each, day));
  if (due.length === 0) return null;
  return (
    <section class="agreements">
      <h2>{words.dueReviews}</h2>
      <Rows session={session} all={due} />
    </section>
  );
}

/** What the circle or the pod agreed on, as it is seen from above. */
export function AgreedAbove({ session }: { session: Session }) {
  const { all, further } = useAgreements(session);
  if (all.length === 0) return null;
  return (
    <section class="agreements">
      <h2>{words.howTogetherNow}</h2>
      <Rows session={session} all={all} />
      {further && (
        <Button class="older" act={further}>
          {words.moreAgreements}
        </Button>
      )}
    </section>
  );
}
