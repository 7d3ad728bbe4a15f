import { beginning } from '../../base/text';
import { when } from '../../base/time';
import { type Agreement, isAgreement, lineage } from '../../live/agreements';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';
import { author } from '../person';
import { dayOf, stageOf } from './line';
import { RoundRow } from './round-row';

/** The history of an agreement: what it replaced, its reviews, and what replaced it. */
export function History({ session, agreement }: { session: Session; agreement: Agreement }) {
  const view = session.view.value!;
  const { before, after } = lineage(agreement, view);
  const over = view.rounds.filter(
    ({ id, kind, about, ended_at_ms }) =>
      kind === 'review' && about === agreement.id && ended_at_ms && id !== agreement.review,
  );
  over.sort((a, b) => b.n - a.n);
  const letGo = agreement.facet.stage === 'let_go';
  const row = (card: Shown, note: string) => (
    <li key={card.id}>
      <Link to={isAgreement(card) ? paths.agreement(session.id, card.id) : paths.trail(session.id, card)}>
        <bdi>{card.state === 'shown' ? beginning(card.text ?? '', 120) : words.gone[card.state]}</bdi>
      </Link>
      <small>{note}</small>
    </li>
  );
  const facts = (card: Shown) =>
    [author(view, card), when(card.at_ms, now.value), isAgreement(card) && stageOf(card.facet, dayOf(session))]
      .filter(Boolean)
      .join(' · ');
  return (
    <section class="history">
      {before.length + after.length > 0 && (
        <>
          <h2>{words.itsWay}</h2>
          <ol>
            {before.map(card => row(card, facts(card)))}
            <li class="here" aria-current="true">
              <b dir="auto">{beginning(agreement.text ?? '', 120)}</b>
              <small>
                {words.thisOne} · {facts(agreement)}
              </small>
            </li>
            {after.map((card, index) =>
              row(card, `${index === 0 && !letGo ? words.proposedInstead : words.goesOnAs} · ${facts(card)}`),
            )}
          </ol>
        </>
      )}
      {agreement.n >= 0 && (
        <Link class="trail-of" to={paths.trail(session.id, agreement)}>
          {words.seeTrail}
        </Link>
      )}
      {over.length > 0 && (
        <>
          <h2>{words.itsReviews}</h2>
          <ul class="parts">
            {over.map(round => (
              <RoundRow key={round.id} session={session} round={round} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
