import { useState } from 'preact/hooks';
import { glow } from '../base/glow';
import { ago, iso, whole } from '../base/time';
import type { Change } from '../live/overlay';
import type { Session } from '../live/session';
import { fresh } from '../page/arrivals';
import { now } from '../page/clock';
import { compose } from '../page/desk';
import { paths } from '../page/route';
import type { Card as CardState, Member } from '../protocol';
import { words } from '../words';
import { BuildsOn } from './builds-on';
import { Extras } from './extras';
import { Link, Words } from './link';
import { Disc, name } from './person';
import { Aside } from './refused';

export interface CardProps {
  session: Session;
  card: CardState;
  members: ReadonlyMap<string, Member>;
  change?: Change | undefined;
  parents: readonly (CardState | undefined)[];
}

/** A trace. Props keep their identity while nothing about it changed, and reading a signal makes it skip then. */
export function Card({ session, card, members, change, parents }: CardProps) {
  const [more, setMore] = useState(false);
  const view = session.view.peek();
  const mine = card.by === view?.me;
  const host = members.get(view?.me ?? '')?.role === 'host';
  const state = change?.state ?? card.state;
  const text = change?.text ?? card.text;
  const openEnd = change && 'open_end' in change ? change.open_end : card.open_end;
  const warmed = card.warmed || change?.warmed;
  const now_ms = now.value;
  const halfLife_ms = view?.circle.half_life_ms ?? 1;
  const stands = state === 'shown';
  const classes = ['card', !stands && 'gone', fresh.peek().has(card.id) && 'fresh'].filter(Boolean).join(' ');
  return (
    <li class={classes} style={{ '--w': glow(card.glow_ms, now_ms, halfLife_ms) }} data-trace={card.id}>
      <BuildsOn session={session} parents={parents} ids={card.builds_on} members={members} />
      <p class="who">
        <Disc member={members.get(card.by)} />
        <span>{mine ? words.you : name(members.get(card.by))}</span>
        {card.reworded && stands && <small>{words.reworded}</small>}
        <time dateTime={iso(card.at_ms)} title={whole(card.at_ms)}>
          {change?.waiting ? words.waiting : ago(card.at_ms, now_ms)}
        </time>
      </p>
      {state === 'withdrawn' ? (
        <p class="say quiet">{words.withdrawn}</p>
      ) : (
        <>
          {state === 'hidden' && <p class="say quiet">{words.hidden}</p>}
          {text !== null && (
            <p class="say" dir="auto">
              <Words text={text} />
            </p>
          )}
          {openEnd && (
            <p class={card.grew > 0 ? 'open taken' : 'open'} dir="auto">
              <span>{words.someoneCould}</span> <Words text={openEnd} />
            </p>
          )}
        </>
      )}
      {card.grew > 0 && (
        <Link class="grew" to={paths.trail(session.id, card.trails[0]?.seed ?? card.id, card.id)}>
          {words.grew(card.grew)}
        </Link>
      )}
      {change?.refused && <Aside session={session} id={change.refused.item} code={change.refused.code} />}
      {state !== 'withdrawn' && (
        <footer>
          {stands && (
            <button type="button" class="build" onClick={() => compose(session.id, card.id)}>
              {words.buildOn}
            </button>
          )}
          {stands && !mine && (
            <button
              type="button"
              class="warm"
              aria-pressed={Boolean(warmed)}
              onClick={() => warmed || session.act({ type: 'warm', trace: card.id })}
            >
              {warmed ? words.warmed : words.warm}
            </button>
          )}
          <button
            type="button"
            class="more"
            aria-expanded={more}
            aria-label={words.more}
            onClick={() => setMore(!more)}
          >
            <i aria-hidden="true" />
          </button>
          {more && <Extras session={session} card={card} text={text} mine={mine} host={host} state={state} />}
        </footer>
      )}
    </li>
  );
}
