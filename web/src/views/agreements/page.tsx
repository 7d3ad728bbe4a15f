import { useEffect, useState } from 'preact/hooks';
import { loadAgreement } from '../../live/agreement';
import { type Agreement, isAgreement, withWaiting } from '../../live/agreements';
import type { Session } from '../../live/session';
import { back, paths } from '../../page/route';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { State } from '../header';
import { Aside } from '../parts';
import { Who } from '../person';
import { Said } from '../said';
import { standing } from '../standing';
import { Doings } from './doings';
import { History } from './history';
import { dayOf, stageOf } from './line';
import { propose } from './over';
import { Wordings } from './wordings';

/** An agreement's page: its sentence and reason, its stage, the members' wordings, and its history. */
export function AgreementPage({ session, id }: { session: Session; id: string }) {
  const note = useLoaded(session, id);
  const view = session.view.value!;
  const on = session.isOn('agreements');
  const agreement = withWaiting(session)
    .filter(isAgreement)
    .find(card => card.id === id);
  // A withdrawn card doesn't say that it was an agreement.
  const gone = view.cards.get(id)?.state === 'withdrawn';
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.together(session.id))} />
          <h1>{words.howTogetherNow}</h1>
        </div>
        <div class="facts">
          <p>{agreement && on && stageOf(agreement.facet, dayOf(session))}</p>
          <State session={session} />
        </div>
      </header>
      <main class="together agreement" aria-busy={!agreement && !gone && !note}>
        {!on ? (
          <p class="empty">{words.why('pattern_off')}</p>
        ) : agreement ? (
          <Whole session={session} agreement={agreement} />
        ) : (
          <p class="empty">{gone ? words.gone.withdrawn : note}</p>
        )}
      </main>
    </>
  );
}

/** Loads it with its trail. Returns the message to show if that fails. */
function useLoaded(session: Session, id: string): string {
  const [note, set] = useState('');
  const live = session.word.value === 'live';
  const waits = session.pending.value.leaves.some(leaf => leaf.id === id);
  useEffect(() => {
    // The board doesn't know it yet.
    if (waits) return;
    session.load(loadAgreement(session, id)).then(
      () => set(session.view.value?.cards.has(id) ? '' : words.noSuchAgreement),
      error => set(why(error)),
    );
  }, [id, live, waits, session.began.value]);
  return note;
}

function Whole({ session, agreement }: { session: Session; agreement: Agreement }) {
  const { id, why, facet } = agreement;
  const view = session.view.value!;
  const change = session.pending.value.changes.get(id);
  const asked = session.pending.value.refused.filter(
    ({ draft: { deed } }) => deed.type === 'open_round' && deed.about === id,
  );
  // The reason of an unsent one is only in the outbox.
  const sent = session.outbox.items.value.find(item => item.id === id)?.draft.deed;
  const reason = why ?? (sent?.type === 'leave' ? sent.why : undefined);
  return (
    <>
      <article class="agreed">
        <Said {...agreement} />
        {reason && agreement.state === 'shown' && (
          <p class="why" dir="auto">
            <small>{words.whyNot}</small>
            {reason}
          </p>
        )}
        <Who card={agreement} view={view} dated note={standing(change)} />
        {facet.stage !== 'let_go' && <Stages stage={facet.stage} />}
        {change?.refused && <Aside session={session} item={change.refused} />}
        {change?.own && change.refused && (
          <Button class="text" act={() => propose(undefined, change.refused)}>
            {words.edit}
          </Button>
        )}
        {asked.map(item => (
          <Aside key={item.id} session={session} item={item} />
        ))}
        <Doings session={session} agreement={agreement} />
      </article>
      <Wordings session={session} agreement={agreement} />
      <History session={session} agreement={agreement} />
    </>
  );
}

const STEPS = ['awareness', 'test', 'mastery'] as const;

/** Its stage, among all stages. */
function Stages({ stage }: { stage: (typeof STEPS)[number] }) {
  const at = STEPS.indexOf(stage);
  return (
    <ol class="stages" aria-label={words.stagesOf}>
      {STEPS.map((each, index) => (
        <li key={each} class={index <= at ? 'been' : ''} aria-current={index === at ? 'step' : undefined}>
          {words.steps[each]}
        </li>
      ))}
    </ol>
  );
}
