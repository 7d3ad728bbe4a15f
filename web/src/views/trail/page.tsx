import { useEffect, useRef, useState } from 'preact/hooks';
import { span } from '../../base/span';
import { path, standing } from '../../live/path';
import { stretches } from '../../live/stretches';
import { loadTrail } from '../../live/trail';
import type { Shown } from '../../live/view';
import { now } from '../../page/clock';
import { compose } from '../../page/desk';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { type Props, TrailTop } from '../trail-top';
import { Up } from '../up';
import { Buds, buds } from './buds';
import { Foot } from './foot';
import { Quiet } from './quiet';
import { StepRow } from './step';

/** A trail as a path, from its seed to its newest trace. */
export function TrailPage({ session, seed, trace }: Props) {
  const began = session.began.value;
  // The view that it was loaded into, and the message about loading.
  const [{ into, note }, set] = useState({ into: -1, note: '' });
  const tried = useRef(-1);
  useEffect(() => {
    if (tried.current === began) return;
    tried.current = began;
    session
      .load((api, space) => loadTrail(api, space, seed))
      .then(
        ({ more }) => set({ into: began, note: more ? words.trailCut : '' }),
        error => {
          // To be tried again once the word about the connection changes.
          tried.current = -1;
          set({ into: began, note: why(error) });
        },
      );
  }, [began, session.word.value]);
  const view = session.view.value!;
  const root = session.seedOf(seed);
  // The path needs the whole trail: until it is loaded, the former drawing stays.
  const held = session.trailCards(seed);
  const size = held.filter(card => card.state !== 'withdrawn').length;
  const whole = into === began || size === view.trails.find(trail => trail.seed === root)?.size;
  const drawn = useRef<Shown[]>([]);
  const stood = useRef(new Set<string>());
  if (whole) drawn.current = held;
  const { leaves, changes } = session.pending.value;
  const cards = standing(drawn.current, changes);
  const known = new Set(cards.map(card => card.id));
  // The viewer's unsent traces on it; the overlay has the newest first.
  for (const card of [...leaves].reverse()) {
    if (
      known.has(card.id) ||
      changes.get(card.id)?.to.state === 'withdrawn' ||
      !card.builds_on.some(id => known.has(id))
    )
      continue;
    known.add(card.id);
    cards.push(card);
  }
  const focus = trace && known.has(trace) ? trace : null;
  const steps = path(cards, focus);
  const parts = stretches(steps, focus, stood.current);
  for (const part of parts) if ('step' in part) stood.current.add(part.step.card.id);
  const leaf = steps.at(-1)?.card;
  const held_out = buds(session, cards, leaf?.id);
  const open = new Set(held_out.map(card => card.id));
  const here = focus ?? leaf?.id;
  useEffect(() => {
    if (focus) document.querySelector('.path .here')?.scrollIntoView({ block: 'center' });
  }, [focus]);
  const marks = (id: string) =>
    `${id === here ? 'here' : ''} ${id === root ? 'seed' : ''} ${id === leaf?.id ? 'tip' : ''}`;
  const left = cards.filter(card => card.state !== 'withdrawn');
  const people = new Set(left.map(card => card.by)).size;
  return (
    <>
      <TrailTop
        session={session}
        seed={seed}
        facts={leaf && words.trailFacts(people, span(cards[0]!.at_ms, cards.at(-1)!.at_ms, now.value), left.length)}
      />
      <main class="trail" aria-busy={!whole}>
        {note && <p class="empty">{note}</p>}
        {into === began && !note && !known.has(trace ?? root) && (
          <p class="empty" role="status">
            {words.traceNotHere}
          </p>
        )}
        {whole && <Up session={session} of={cards} />}
        <ol class="path" role="list" aria-label={words.thePath}>
          {parts.map((part, index) =>
            'step' in part ? (
              <StepRow
                key={part.step.card.id}
                session={session}
                step={part.step}
                buds={open}
                marks={marks(part.step.card.id)}
                turn={index}
              />
            ) : (
              <Quiet key={part.quiet[0]!.card.id} session={session} steps={part.quiet} buds={open} turn={index} />
            ),
          )}
          {leaf && <Buds session={session} leaf={leaf} buds={held_out} turn={parts.length} />}
        </ol>
        {whole && session.isOn('rounds') && <Foot session={session} seed={root} />}
      </main>
      {here && (
        <div class="bar">
          <Button class="solid" act={() => compose(here)}>
            {words.buildOnThis}
          </Button>
        </div>
      )}
    </>
  );
}
