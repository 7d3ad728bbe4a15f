import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { span } from '../../base/span';
import type { Step } from '../../live/path';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';
import { StepRow } from './step';

const FACES = 4;

interface Props {
  session: Session;
  steps: Step[];
  /** The open ends that are shown as buds below. */
  buds: ReadonlySet<string>;
  turn: number;
}

/** A quiet stretch of a long path: how much, when and who; it opens in place. */
export function Quiet({ session, steps, buds, turn }: Props) {
  const [open, set] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const above = useRef<Element>(null);
  // The button is gone then: the focus goes to the first of the steps that came in its place.
  useLayoutEffect(() => above.current?.nextElementSibling?.querySelector('button')?.focus(), [open]);
  const view = session.view.value!;
  if (open) {
    return (
      <>
        {steps.map((step, index) => (
          <StepRow key={step.card.id} session={session} step={step} buds={buds} turn={turn + index} />
        ))}
      </>
    );
  }
  const ids = [...new Set(steps.map(({ card }) => card.by))];
  const people = ids.slice(0, FACES).map(id => view.members.get(id));
  return (
    <li ref={place} class={`quiet t${turn % 4}`}>
      <Button
        act={() => {
          above.current = place.current!.previousElementSibling;
          set(true);
        }}
      >
        <span class="riders" aria-hidden="true">
          {people.map(member => (
            <Disc key={member?.id} member={member} />
          ))}
        </span>
        <span>
          <b>{words.moreTraces(steps.length)}</b>
          <small>
            {span(steps[0]!.card.at_ms, steps.at(-1)!.card.at_ms, now.value)} · {words.by(people.map(name), ids.length)}
          </small>
        </span>
      </Button>
    </li>
  );
}
