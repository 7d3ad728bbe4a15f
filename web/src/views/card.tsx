import { useState } from 'preact/hooks';
import { glow } from '../base/glow';
import type { Session } from '../live/session';
import { fresh } from '../page/arrivals';
import { now } from '../page/clock';
import { paths } from '../page/route';
import type { Row } from '../page/runs';
import type { Member } from '../protocol';
import { words } from '../words';
import { BuildsOn } from './builds-on';
import { Deeds } from './deeds';
import { Holds } from './holds';
import { Link } from './link';
import { Aside, Extras, Waits } from './parts';
import { More, Who } from './person';
import { Said } from './said';
import { standing } from './standing';

interface Props {
  session: Session;
  row: Row;
  members: ReadonlyMap<string, Member>;
}

/** A trace. Props keep their identity while nothing about it changed, and reading a signal makes it skip then. */
export function Card({ session, row, members }: Props) {
  const { card, change, parents, taker } = row;
  const [more, setMore] = useState(false);
  const now_ms = now.value;
  const view = session.view.peek()!;
  const shown = { ...card, ...change?.to };
  const { id, state, grew } = shown;
  const own = change?.own;
  // Not `hidden` of a hidden one: that class is for what only screen readers read.
  const look = own ? 'waiting' : state === 'shown' ? '' : state === 'withdrawn' ? 'gone withdrawn' : 'gone';
  const classes = `card ${look} ${fresh.peek().has(id) ? 'fresh' : ''}`;
  return (
    <li
      class={classes}
      // It would begin again when the feed is shown again.
      onAnimationEnd={event => event.animationName === 'kindle' && event.currentTarget.classList.remove('fresh')}
      style={{ '--w': glow(card.glow_ms, now_ms, view.circle.half_life_ms) }}
      data-trace={id}
    >
      {/* What was taken back is a quiet line, for the sake of what grew from it. */}
      {state !== 'withdrawn' && (
        <>
          <BuildsOn session={session} parents={parents} ids={card.builds_on} members={members} />
          <Who card={shown} view={view} note={standing(change)} />
        </>
      )}
      <Said {...shown} session={session} />
      <Holds session={session} card={shown} taker={taker} />
      {grew > 0 && (
        <Link class="grew" to={paths.trail(session.id, card)}>
          {words.grew(grew)}
        </Link>
      )}
      {change?.refused && <Aside session={session} item={change.refused} />}
      {state !== 'withdrawn' && !(own && change.refused) && (
        <footer>
          {own ? (
            <Waits session={session} card={shown} />
          ) : (
            <Deeds session={session} card={shown}>
              <More open={more} set={setMore} />
              {more && <Extras session={session} card={shown} close={() => setMore(false)} />}
            </Deeds>
          )}
        </footer>
      )}
    </li>
  );
}
