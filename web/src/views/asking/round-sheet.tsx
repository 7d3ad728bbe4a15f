import { useEffect, useState } from 'preact/hooks';
import { COUNTER_FROM, room } from '../../base/room';
import { lines } from '../../live/cards';
import { loadCard } from '../../live/load-card';
import { round as find, given, isAsked } from '../../live/rounds';
import type { Session } from '../../live/session';
import { isHost, type Shown } from '../../live/view';
import { now } from '../../page/clock';
import { ask } from '../../page/desk';
import { paths } from '../../page/route';
import { CARD_LINES_MAX, type Round, TEXT_BYTES_MAX, TEXT_GRAPHEMES_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { later } from '../later';
import { Link } from '../link';
import { asker, at, prompts } from '../rounds';
import { retro } from '../together/sheets';
import { Answers } from './answers';
import { begun, keepBegun } from './begun';

const Cards = later(retro, it => it.Cards);

/** One round: what it asks, then one's own answer, then those of all. */
export function RoundSheet({ session, id }: { session: Session; id: string }) {
  const view = session.view.value!;
  const round = find(session, id);
  const missing = round?.about !== undefined && !view.cards.has(round.about) && round.about;
  useEffect(() => {
    if (missing) session.load(loadCard(missing)).catch(() => {});
  }, [missing, session.word.value === 'live']);
  if (!round) return <p class="empty">{words.noSuchRound}</p>;
  const { ended_at_ms, ends_at_ms, about, by, kind } = round;
  const own = view.own(id);
  const gave = own?.answered || own?.passed || given(session, id);
  const asked = prompts(round);
  const trace = about && view.cards.get(about);
  return (
    <div class="asks">
      <p class="quiet">
        {asker(view, round)} ·{' '}
        {ended_at_ms ? words.roundOver : ends_at_ms ? words.endsAt(at(ends_at_ms, now.value)) : words.allAnswered}
      </p>
      {trace && (
        <blockquote dir="auto">
          <Link to={place(session, trace)}>{trace.text}</Link>
        </blockquote>
      )}
      {(gave || ended_at_ms) &&
        kind !== 'retro' &&
        asked.map(prompt => (
          <p class="prompt" dir="auto" key={prompt}>
            {prompt}
          </p>
        ))}
      {isAsked(session, round) && <Write session={session} round={round} asked={asked} />}
      {!gave && ended_at_ms && (
        <>
          <p class="quiet">{words.overUnread}</p>
          <Button class="plain" act={() => session.act({ type: 'pass', round: id })}>
            {words.passAndRead}
          </Button>
        </>
      )}
      {gave &&
        (kind === 'retro' ? <Cards session={session} round={round} /> : <Answers session={session} round={round} />)}
      {!ended_at_ms && gave && (by === view.me || isHost(view)) && (
        <Button
          class="text end"
          act={() =>
            ask(words.endRoundSure, asked[0] ?? '', words.endRound, () => session.act({ type: 'end_round', round: id }))
          }
        >
          {words.endRound}
        </Button>
      )}
    </div>
  );
}

/** Where what a round is about has its page. */
const place = ({ id }: Session, trace: Shown) =>
  trace.facet?.is === 'agreement' ? paths.agreement(id, trace.id) : paths.trail(id, trace);

const left = (text: string) => room(text.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX);

function Write({ session, round, asked }: { session: Session; round: Round; asked: readonly string[] }) {
  const { me } = session.view.value!;
  const [texts, set] = useState(() => begun(me, round.id, round.asks));
  const least = Math.min(...texts.map(left));
  const cards = round.kind === 'retro';
  const tooMany = (text: string) => cards && lines(text).length > CARD_LINES_MAX;
  const ready = texts.some(text => text.trim()) && least >= 0 && me !== '' && !texts.some(tooMany);
  const write = (index: number, text: string) => {
    const now = texts.map((before, at) => (at === index ? text : before));
    set(now);
    keepBegun(me, round.id, now);
  };
  const give = (deed: Parameters<Session['act']>[0]) => {
    session.act(deed);
    keepBegun(me, round.id, null);
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (ready) give({ type: 'answer', round: round.id, answers: texts.map(text => text.trim()) });
      }}
    >
      {texts.map((text, index) => (
        <label key={asked[index]} class="writing">
          <span class="prompt" dir="auto">
            {asked[index]}
          </span>
          <textarea
            class="write"
            dir="auto"
            rows={asked.length === 1 ? 3 : 2}
            placeholder={words.yourAnswer}
            value={text}
            onInput={event => write(index, event.currentTarget.value)}
          />
          {tooMany(text) && (
            <span class="lines over" role="alert">
              {words.tooManyLines(CARD_LINES_MAX)}
            </span>
          )}
        </label>
      ))}
      <p class="quiet">
        {cards && `${words.linePerCard} `}
        {words.onceYours}
      </p>
      <p class="giving">
        <Button class="text" act={() => give({ type: 'pass', round: round.id })}>
          {words.pass}
        </Button>
        <span class={least < 0 ? 'left over' : 'left'} role="status">
          {least <= COUNTER_FROM ? least : ''}
        </span>
        <button type="submit" class="send" disabled={!ready}>
          {words.answer}
        </button>
      </p>
    </form>
  );
}
