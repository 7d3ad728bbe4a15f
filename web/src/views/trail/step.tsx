import { useState } from 'preact/hooks';
import { glow } from '../../base/glow';
import { beginning } from '../../base/text';
import type { Step } from '../../live/path';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { words } from '../../words';
import { Deeds } from '../deeds';
import { Holds } from '../holds';
import { Link } from '../link';
import { Aside, Extras } from '../parts';
import { More, name, Who } from '../person';
import { Said } from '../said';
import { standing } from '../standing';
import { Branches } from './branch';
import { Heard } from './heard';

interface Props {
  session: Session;
  step: Step;
  /** The open ends that are shown as buds below. */
  buds: ReadonlySet<string>;
  /** Also `here`, `seed` and `tip`: what it is on its path. */
  marks?: string;
  turn: number;
}

/** One trace on the path, with its parents beside the path, and side branches. */
export function StepRow({ session, step, buds, marks = '', turn }: Props) {
  const [more, setMore] = useState(false);
  const view = session.view.value!;
  const { card, woven, joined, branches } = step;
  const change = session.pending.value.changes.get(card.id);
  const shown = { ...card, ...change?.to };
  return (
    <li
      class={`step t${turn % 4} ${marks}`}
      aria-current={marks.includes('here') ? 'true' : undefined}
      style={{ '--w': glow(card.glow_ms, now.value, view.circle.half_life_ms) }}
    >
      <b class="node" />
      {woven.map(id => {
        const parent = view.cards.get(id);
        return (
          <p class="woven far" key={id}>
            <Link to={paths.trail(session.id, parent ?? { id })}>
              {parent
                ? words.wovenFrom(name(view.members.get(parent.by)), beginning(parent.text ?? '…', 60))
                : words.earlier}
            </Link>
          </p>
        );
      })}
      {joined.map(parent => (
        <p class="woven near" key={parent.id}>
          {words.joinedBy(name(view.members.get(parent.by)), beginning(parent.text ?? '', 60))}
        </p>
      ))}
      <Who card={shown} view={view} dated note={standing(change)}>
        {!change?.own && <More open={more} set={setMore} />}
      </Who>
      <Said {...shown} session={session} />
      <Heard view={view} card={shown} seen={[...woven, ...joined.map(({ id }) => id)]} />
      {!buds.has(card.id) && <Holds session={session} card={shown} taker={view.of(card.taken)} />}
      {change?.refused && <Aside session={session} item={change.refused} />}
      {more && (
        <div class="deeds">
          <Deeds session={session} card={shown} />
          <Extras session={session} card={shown} close={() => setMore(false)} />
        </div>
      )}
      <Branches session={session} branches={branches} buds={buds} />
    </li>
  );
}
