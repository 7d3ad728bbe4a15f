import { useEffect, useState } from 'preact/hooks';
import { today } from '../../base/days';
import { dueName } from '../../base/due';
import { arrange, cardsOf, moves } from '../../live/cards';
import { loadLast, loadPromises } from '../../live/retro';
import type { Session } from '../../live/session';
import { cards } from '../../live/together';
import { now } from '../../page/clock';
import { edit } from '../../page/desk';
import { type Round, TRY_PROMPT } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';
import { agreements } from '../parts';
import { author } from '../person';
import { Line } from './line';
import { isPromise, Tried } from './tried';
import { useRead } from './use-read';

const DueReviews = later(agreements, it => it.DueReviews, Nothing);

/** Beside a retro: the tries of the last one, the agreements that are due, and the open promises. */
export function BesideRetro({ session, round }: { session: Session; round: Round }) {
  const [last, setLast] = useState<string | undefined>();
  const live = session.word.value === 'live';
  useEffect(
    () =>
      void session.load(loadLast(session, round)).then(
        got => setLast(got.last?.id),
        () => {},
      ),
    [round.id, live, session.began.value],
  );
  const before = session.view.value!.rounds.find(({ id }) => id === last);
  return (
    <>
      {before && <LastTries session={session} round={before} />}
      {session.isOn('agreements') && <DueReviews session={session} />}
      {session.isOn('promises') && <Promised session={session} />}
      {round.ended_at_ms && (
        <p class="row">
          <Button class="plain" act={() => edit({ learned: true }, { text: '', open_end: '' })}>
            {words.sayLearned}
          </Button>
        </p>
      )}
    </>
  );
}

/** The tries of the last retro: who took each, and whether it is done. */
function LastTries({ session, round }: { session: Session; round: Round }) {
  const { read, mayRead } = useRead(session, round);
  const groups = read
    ? arrange(cardsOf(read.answers, TRY_PROMPT), read.put, moves(session.outbox.items.value, round.id, read.position))
    : [];
  if (mayRead && groups.length === 0) return null;
  return (
    <section class="tries">
      <h2>{words.lastTries}</h2>
      {!mayRead && (
        <p class="quiet">
          {words.lastUnread}{' '}
          <Button class="text" act={() => session.act({ type: 'pass', round: round.id })}>
            {words.passAndRead}
          </Button>
        </p>
      )}
      <ul>
        {groups.map(group => (
          <li class="bundle" key={group[0].key}>
            <p class="slip" dir="auto">
              {group[0].text}
            </p>
            <Tried session={session} round={round.id} group={group} read={read!} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is promised and still open. */
export function Promised({ session }: { session: Session }) {
  const [listed, set] = useState<number[]>([]);
  const live = session.word.value === 'live';
  useEffect(
    () =>
      void session.load(loadPromises(session)).then(
        got => set(got.listed),
        () => {},
      ),
    [live, session.began.value],
  );
  const view = session.view.value!;
  const day = today(now.value, view.circle.time_zone);
  // Those that the board listed, and those that came since.
  const known = new Set([...cards(session, listed), ...view.cards.values()]);
  const open = [...known].filter(isPromise).filter(({ state, taken }) => state === 'shown' && taken === undefined);
  open.sort((a, b) => a.facet.due.localeCompare(b.facet.due) || a.n - b.n);
  if (open.length === 0) return null;
  return (
    <section class="promised">
      <h2>{words.stillPromised}</h2>
      <ul class="lessons">
        {open.map(card => (
          <Line
            key={card.id}
            session={session}
            card={card}
            note={words.willDo(author(view, card), words.byDay(dueName(card.facet.due, day)))}
          />
        ))}
      </ul>
    </section>
  );
}
