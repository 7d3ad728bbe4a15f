import { useState } from 'preact/hooks';
import { glow } from '../base/glow';
import { beginning } from '../base/text';
import type { Step } from '../live/path';
import type { Session } from '../live/session';
import { now } from '../page/clock';
import { paths } from '../page/route';
import { words } from '../words';
import { Branches } from './branch';
import { Deeds, Extras } from './deeds';
import { Link } from './link';
import { More, name, Who } from './person';
import { Said } from './said';

interface Props {
  session: Session;
  step: Step;
  /** Also `here`, `seed` and `tip`: what it is on its path. */
  marks?: string;
  turn: number;
}

/** One trace on the path, with what comes in from the side and what grew aside. */
export function StepRow({ session, step, marks = '', turn }: Props) {
  const [more, setMore] = useState(false);
  const view = session.view.value!;
  const { card, woven, joined, branches } = step;
  const shown = { ...card, ...session.pending.value.changes.get(card.id)?.to };
  // The open end of the newest trace stands where the path could go on.
  const said = marks.includes('tip') ? { ...shown, open_end: null } : shown;
  return (
    <li
      class={`step t${turn % 4} ${marks}`}
      aria-current={marks.includes('here') ? 'true' : undefined}
      style={{ '--w': glow(card.glow_ms, now.value, view.circle.half_life_ms) }}
    >
      <Way turn={turn} />
      <b class="node" />
      {woven.map(id => {
        const parent = view.cards.get(id);
        return (
          <p class="woven" key={id}>
            <Link to={paths.trail(session.id, parent ?? { id })}>
              {parent
                ? words.wovenFrom(name(view.members.get(parent.by)), beginning(parent.text ?? '', 60))
                : words.earlier}
            </Link>
            <svg viewBox="0 0 60 26" aria-hidden="true">
              <path d="M60 2Q34 2 24 14T0 24" />
            </svg>
          </p>
        );
      })}
      {joined.map(parent => (
        <p class="woven near" key={parent.id}>
          {words.joinedBy(name(view.members.get(parent.by)), beginning(parent.text ?? '', 60))}
        </p>
      ))}
      <Who card={shown} view={view} dated>
        <More open={more} set={setMore} />
      </Who>
      <Said {...said} />
      {more && (
        <div class="deeds">
          <Deeds session={session} card={shown} />
          <Extras session={session} card={shown} />
        </div>
      )}
      <Branches session={session} branches={branches} />
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
