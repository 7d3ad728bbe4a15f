import { useState } from 'preact/hooks';
import { day, dayOf } from '../base/time';
import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { held, showHeld } from '../page/arrivals';
import { now, timely } from '../page/clock';
import { useNear } from '../page/near';
import { type Row, type Run as RunState, Runs } from '../page/runs';
import type { Member } from '../protocol';
import { words } from '../words';
import { Button } from './button';
import { Card } from './card';
import { Older } from './parts';

/** A feed of so many cards is drawn whole, wherever one reads: the browser's own search and a screen reader find all of it. */
const WHOLE = 384;

/** The one column, newest first, its days named. */
export function Feed({ session }: { session: Session }) {
  const [runs] = useState(() => new Runs());
  const view = session.view.value!;
  const { leaves, changes } = session.pending.value;
  // What was taken back and nobody built on leaves nothing behind.
  const stands = ({ id, state, grew }: Shown) => grew > 0 || (changes.get(id)?.to.state ?? state) !== 'withdrawn';
  const cards = view.feed.filter(card => stands(card) && !held.value.has(card.id));
  const own = leaves.filter(stands);
  const row = (card: Shown, opens: boolean): Row => ({
    card,
    parents: card.builds_on.map(id => view.cards.get(id)),
    taker: view.of(card.taken),
    change: changes.get(card.id),
    opens,
  });
  let above = dayOf(now.value);
  const rows = cards.map(card => {
    const its = dayOf(card.at_ms);
    const opens = above !== its;
    above = its;
    return runs.row(row(card, opens));
  });
  const parts = runs.cut(rows);
  return (
    <>
      {held.value.size > 0 && (
        <div class="pill">
          <Button act={showHeld}>{words.newPill(held.value.size)}</Button>
        </div>
      )}
      <section class="feed" aria-label={words.feed}>
        {own.length > 0 && (
          <ol>
            {own.map(card => (
              <Card key={card.id} session={session} row={row(card, false)} members={view.members} />
            ))}
          </ol>
        )}
        {parts.map((run, index) => (
          <Run
            key={run.key}
            session={session}
            run={run}
            members={view.members}
            whole={rows.length <= WHOLE}
            // A first screen needs no more than one. Later a trace that arrives may cut it in two.
            first={index <= Number(timely.peek())}
          />
        ))}
      </section>
      {!own[0] && !view.feed.some(stands) && <p class="empty">{words.emptyFeed}</p>}
      {view.more && <Older session={session} />}
    </>
  );
}

interface Props {
  session: Session;
  run: RunState;
  members: ReadonlyMap<string, Member>;
  /** All of the feed is drawn. */
  whole: boolean;
  /** It is at the feed's top, and drawn before all others. */
  first: boolean;
}

/** Props keep their identity while nothing about it changed, and reading a signal makes it skip then. */
function Run({ session, run, members, whole, first }: Props) {
  const now_ms = now.value;
  const { place, near } = useNear<HTMLOListElement>(whole, first);
  const rows = near ? run.rows : [];
  return (
    <ol
      ref={place}
      class={near ? 'run' : 'run unseen'}
      data-of={near ? undefined : run.rows.map(({ card }) => card.id).join()}
      style={{ '--n': run.rows.length }}
    >
      {rows.flatMap(row => [
        row.opens && (
          <li class="day" key={row.card.at_ms}>
            {timely.value ? day(row.card.at_ms, now_ms) : '\u00a0'}
          </li>
        ),
        <Card key={row.card.id} session={session} row={row} members={members} />,
      ])}
    </ol>
  );
}
