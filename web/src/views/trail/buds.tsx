import { useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { compose } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { author } from '../person';
import { useShown } from './shown';

/** How many buds are shown before the rest is asked for. */
const SHOWN = 4;

/** The open ends of a trail that nobody has taken up: that of its newest trace first, then the newest. */
export function buds(session: Session, cards: readonly Shown[], leaf: string | undefined): Shown[] {
  if (!session.isOn('open_ends')) return [];
  const { taken } = session.pending.value;
  const open = cards.filter(
    ({ id, open, open_end, state, taken: by }) =>
      open && open_end && state === 'shown' && by === undefined && !taken.has(id),
  );
  return open.reverse().sort((a, b) => Number(b.id === leaf) - Number(a.id === leaf));
}

/** Where the trail could go on: at its buds, or from its newest trace. */
export function Buds({ session, leaf, buds, turn }: { session: Session; leaf: Shown; buds: Shown[]; turn: number }) {
  const [most, setMost] = useState(SHOWN);
  const place = useShown<HTMLLIElement>(most, SHOWN);
  const view = session.view.value!;
  return (
    <li ref={place} class={`next t${turn % 4}`}>
      <b class="node ghost" />
      {buds.length === 0 && (
        <Button class="open none" act={() => compose(leaf.id)}>
          {words.couldGoOn}
        </Button>
      )}
      {buds.slice(0, most).map(card => (
        <Button key={card.id} class="open" act={() => compose(card.id, true)}>
          <span>{words.someoneCould}</span> <bdi>{card.open_end}</bdi>
          {card.id !== leaf.id && <small>{words.fromTrace(author(view, card))}</small>}
        </Button>
      ))}
      {buds.length > most && (
        <Button class="stub" act={() => setMost(buds.length)}>
          {words.andMore(buds.length - most)}
        </Button>
      )}
    </li>
  );
}
