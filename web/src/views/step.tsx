import { useState } from 'preact/hooks';
import { glow } from '../base/glow';
import { beginning } from '../base/text';
import { iso, when, whole } from '../base/time';
import type { Step } from '../live/path';
import type { Session } from '../live/session';
import { now } from '../page/clock';
import { paths } from '../page/route';
import { words } from '../words';
import { Side } from './branch';
import { Link, Words } from './link';
import { Disc, name } from './person';
import { StepDeeds } from './step-deeds';

interface Props {
  session: Session;
  step: Step;
  here?: boolean;
  seed?: boolean;
  tip?: boolean;
  turn: number;
}

/** One trace on the path, with what comes in from the side and what grew aside. */
export function StepRow({ session, step, here, seed, tip, turn }: Props) {
  const [deeds, setDeeds] = useState(false);
  const view = session.view.value!;
  const { card } = step;
  const change = session.pending.value.changes.get(card.id);
  const state = change?.state ?? card.state;
  const text = change?.text ?? card.text;
  const open = card.open_end && !tip;
  return (
    <li
      class={`step t${turn % 4}${here ? ' here' : ''}`}
      aria-current={here ? 'true' : undefined}
      style={{ '--w': glow(card.glow_ms, now.value, view.circle.half_life_ms) }}
    >
      <Way turn={turn} />
      <b class={seed ? 'node seed' : 'node'} />
      {step.woven.map(id => {
        const parent = view.cards.get(id);
        return (
          <p class="woven" key={id}>
            <Link to={paths.trail(session.id, parent?.trails[0]?.seed ?? id, id)}>
              {words.wovenFrom(name(view.members.get(parent?.by ?? '')), beginning(parent?.text ?? '', 60))}
            </Link>
            <svg viewBox="0 0 60 26" aria-hidden="true">
              <path d="M60 2Q34 2 24 14T0 24" />
            </svg>
          </p>
        );
      })}
      {step.joined.map(parent => (
        <p class="woven near" key={parent.id}>
          <span>{words.joinedBy(name(view.members.get(parent.by)), beginning(parent.text ?? '', 60))}</span>
        </p>
      ))}
      <p class="who">
        <Disc member={view.members.get(card.by)} />
        <span>{card.by === view.me ? words.you : name(view.members.get(card.by))}</span>
        <time dateTime={iso(card.at_ms)} title={whole(card.at_ms)}>
          {when(card.at_ms, now.value)}
        </time>
        <button
          type="button"
          class="more"
          aria-label={words.more}
          aria-expanded={deeds}
          onClick={() => setDeeds(!deeds)}
        >
          <i aria-hidden="true" />
        </button>
      </p>
      <p class={state === 'shown' ? 'say' : 'say quiet'} dir="auto">
        {state === 'withdrawn' ? words.withdrawn : text === null ? words.hidden : <Words text={text} />}
      </p>
      {open && (
        <p class={card.grew > 0 ? 'open taken' : 'open'} dir="auto">
          <span>{words.someoneCould}</span> <Words text={card.open_end!} />
        </p>
      )}
      {deeds && <StepDeeds session={session} card={card} text={text} state={state} />}
      {step.branches.map(branch => (
        <Side key={branch.cards[0]!.id} session={session} branch={branch} />
      ))}
    </li>
  );
}

/** How far from the edge the path runs at each turn. */
const X = [20, 27, 20, 13];

/** The path beside a step, winding on to where the next one stands. */
export function Way({ turn }: { turn: number }) {
  const from = X[turn % 4];
  const to = X[(turn + 1) % 4];
  return (
    <svg class="way" viewBox="0 0 40 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${from} 0C${from} 55 ${to} 45 ${to} 100`} />
    </svg>
  );
}
