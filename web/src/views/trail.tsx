import { useEffect, useState } from 'preact/hooks';
import { beginning } from '../base/text';
import { lasting } from '../base/time';
import { Refused } from '../http/call';
import { path } from '../live/path';
import type { Session } from '../live/session';
import { stretches } from '../live/stretches';
import { compose } from '../page/desk';
import { back, paths } from '../page/route';
import { words } from '../words';
import { State } from './header';
import { Quiet } from './quiet';
import { StepRow } from './step';

/** A trail as a path, from its seed to its newest trace. */
export function TrailPage({ session, seed, at }: { session: Session; seed: string; at: string | null }) {
  const [loaded, set] = useState<'loading' | 'whole' | 'newest' | 'failed' | 'unknown'>('loading');
  useEffect(() => {
    set('loading');
    session.loadTrail(seed).then(
      view => set(view.more ? 'newest' : 'whole'),
      error => set(error instanceof Refused && error.status === 404 ? 'unknown' : 'failed'),
    );
  }, [seed]);
  useEffect(() => {
    if (at && loaded !== 'loading') document.querySelector('.path .here')?.scrollIntoView({ block: 'center' });
  }, [at, loaded]);
  const view = session.view.value!;
  const cards = session.trailCards(seed);
  const steps = path(cards, at);
  const parts = stretches(steps, at);
  const leaf = steps.at(-1)?.card;
  const here = at ?? leaf?.id;
  const people = new Set(cards.map(card => card.by)).size;
  const title = beginning(view.cards.get(seed)?.text ?? words.aTrail, 70);
  return (
    <>
      <header class="top slim">
        <div class="title">
          <button type="button" class="back" aria-label={words.back} onClick={() => back(paths.warm(session.id))} />
          <h1 dir="auto">{title}</h1>
          <State session={session} />
        </div>
        {cards.length > 0 && (
          <p class="facts">{words.trailFacts(people, lasting(cards[0]!.at_ms, cards.at(-1)!.at_ms), cards.length)}</p>
        )}
      </header>
      <main class="trail">
        {loaded === 'unknown' && <p class="empty">{words.noTrail}</p>}
        {loaded === 'failed' && <p class="empty">{words.trailFailed}</p>}
        {loaded === 'newest' && <p class="empty">{words.trailCut}</p>}
        <ol class="path">
          {parts.map((part, index) =>
            'step' in part ? (
              <StepRow
                key={part.step.card.id}
                session={session}
                step={part.step}
                here={part.step.card.id === here}
                seed={part.step.card.id === seed}
                tip={part.step.card === leaf}
                turn={index}
              />
            ) : (
              <Quiet key={part.quiet[0]!.card.id} session={session} steps={part.quiet} turn={index} />
            ),
          )}
          {leaf && (
            <Next session={session} id={leaf.id} text={leaf.grew === 0 ? leaf.open_end : null} turn={parts.length} />
          )}
        </ol>
      </main>
      {here && (
        <div class="bar">
          <button type="button" class="solid" onClick={() => compose(session.id, here)}>
            {words.buildOnThis}
          </button>
        </div>
      )}
    </>
  );
}

/** Where the trail could go on. */
function Next({ session, id, text, turn }: { session: Session; id: string; text: string | null; turn: number }) {
  return (
    <li class={`next t${turn % 4}`}>
      <b class="node ghost" />
      <button type="button" class={text ? 'open' : 'open none'} onClick={() => compose(session.id, id)}>
        {text ? `${words.someoneCould} ${text}` : words.couldGoOn}
      </button>
    </li>
  );
}
