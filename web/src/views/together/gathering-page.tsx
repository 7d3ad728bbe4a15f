import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { cards as cardsOf, type Gathered, loadGathering, roundsOf } from '../../live/together';
import { isHost, runs, type Shown } from '../../live/view';
import { now } from '../../page/clock';
import { ask } from '../../page/desk';
import { back, paths } from '../../page/route';
import { type Row, Runs } from '../../page/runs';
import type { Gathering, RoundKind } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Card } from '../card';
import { State } from '../header';
import { later, Nothing } from '../later';
import { span } from '../rounds';
import { RoundRow } from './row';
import { askAll, gather, lift, retro, tellOf } from './sheets';

const GatheringAbove = later(lift, it => it.GatheringAbove, Nothing);
const Cards = later(retro, it => it.Cards, Nothing);
const BesideRetro = later(retro, it => it.BesideRetro, Nothing);

/** One gathering: its rounds, and what was left in it. */
export function GatheringPage({ session, id }: { session: Session; id: string }) {
  const view = session.view.value!;
  const gathering = view.gatherings.find(each => each.id === id);
  const { traces, more, failed, older } = useGathered(session, id, gathering);
  const [drawn] = useState(() => new Runs());
  const runsNow = gathering && runs(gathering, now.value);
  const rounds = roundsOf(session, id);
  const retros = rounds.filter(({ kind }) => kind === 'retro');
  const cards = [...traces].sort((a, b) => b.at_ms - a.at_ms || b.n - a.n);
  // Oldest first, as a story is told.
  const standing = cards
    .filter(({ state, facet }) => state === 'shown' && facet?.is !== 'story')
    .map(({ id }) => id)
    .reverse();
  const row = (card: Shown): Row =>
    drawn.row({
      card,
      parents: card.builds_on.map(parent => view.cards.get(parent)),
      taker: view.of(card.taken),
      change: session.pending.value.changes.get(card.id),
      opens: false,
    });
  return (
    <>
      <header class={runsNow ? 'top slim gathering' : 'top slim'}>
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.together(session.id))} />
          <h1 dir="auto">{gathering?.name ?? words.together}</h1>
        </div>
        <div class="facts">
          <p>{gathering && (gathering.to_ms <= gathering.from_ms ? words.calledOff : when(gathering))}</p>
          <State session={session} />
        </div>
      </header>
      <main class="together">
        {failed && !gathering && <p class="empty">{words.noSuchGathering}</p>}
        {gathering && <Doings session={session} gathering={gathering} current={runsNow === true} />}
        {standing.length > 0 && session.isOn('stories') && (
          <p class="row doings">
            <Button class="text" act={() => tellOf(standing)}>
              {words.tellGathering}
            </Button>
          </p>
        )}
        {rounds.length > 0 && (
          <ul class="parts">
            {rounds.map(round => (
              <RoundRow key={round.id} session={session} round={round} />
            ))}
          </ul>
        )}
        {retros.map(round => (
          <Cards key={round.id} session={session} round={round} />
        ))}
        {retros[0] && session.isOn('retros') && <BesideRetro session={session} round={retros[0]} />}
        {gathering && <GatheringAbove session={session} cards={cards} />}
        {gathering && <h2>{words.itsTraces}</h2>}
        {gathering && cards.length === 0 && <p class="empty">{words.nothingLeftYet}</p>}
        <ol class="feed">
          {cards.map(card => (
            <Card key={card.id} session={session} row={row(card)} members={view.members} />
          ))}
        </ol>
        {more && (
          <Button class="older" act={older}>
            {words.older}
          </Button>
        )}
      </main>
    </>
  );
}

const when = ({ from_ms, to_ms }: Gathering): string => span(from_ms, to_ms, now.value);

/** The traces of a gathering: those that an answer listed, and those that have come since. */
function useGathered(session: Session, id: string, gathering: Gathering | undefined) {
  const [got, set] = useState<Gathered | null>(null);
  const [failed, setFailed] = useState(false);
  const load = (before: string | null) =>
    session.load(loadGathering(session, id, before)).then(
      page => {
        set(had => (before && had ? { ...page, listed: [...had.listed, ...page.listed] } : page));
        setFailed(false);
      },
      () => setFailed(true),
    );
  const live = session.word.value === 'live';
  useEffect(() => void load(null), [id, session.began.value, live, gathering?.from_ms, gathering?.to_ms]);
  const within = ({ at_ms }: Shown) => gathering && gathering.from_ms <= at_ms && at_ms < gathering.to_ms;
  const since = session.view.value!.feed.filter(within);
  const traces = new Map(
    [...cardsOf(session, got?.listed ?? []).filter(within), ...since].map(card => [card.id, card]),
  );
  return { traces: traces.values(), more: got?.more, failed, older: () => void load(got!.more) };
}

/** What can be done about it now: rounds to begin and end with, and a look back. */
function Doings({ session, gathering, current }: { session: Session; gathering: Gathering; current: boolean }) {
  const view = session.view.value!;
  const { id, name = '', from_ms, to_ms } = gathering;
  const has = (kind: RoundKind) => roundsOf(session, id).some(round => round.kind === kind);
  const mine = gathering.by === view.me || isHost(view);
  const begun = from_ms <= now.value;
  const offer = (kind: RoundKind, label: string) =>
    !has(kind) && (
      <Button class="plain" act={() => askAll({ gathering: id, kind })}>
        {label}
      </Button>
    );
  // A look back is over with its gathering: the next one begins with its tries. Every other round goes on until all have answered.
  const end = () => {
    session.act({ type: 'end_gathering', gathering: id });
    const open = roundsOf(session, id).filter(round => round.kind === 'retro' && !round.ended_at_ms);
    for (const { id: round } of open) session.act({ type: 'end_round', round });
  };
  const sure = (question: string, label: string) => (
    <Button class="text" act={() => ask(question, name, label, end)}>
      {label}
    </Button>
  );
  if (to_ms <= from_ms) return null;
  return (
    <p class="row doings">
      {session.isOn('rounds') && current && !has('retro') && offer('opening', words.beginWith)}
      {session.isOn('rounds') && current && has('opening') && offer('closing', words.endWith)}
      {session.isOn('retros') && begun && !current && offer('retro', words.lookBack)}
      {mine && session.isOn('gatherings') && (
        <Button class="text" act={() => gather(id)}>
          {words.change}
        </Button>
      )}
      {mine && current && sure(words.endNowSure, words.endNow)}
      {mine && !begun && sure(words.callOffSure, words.callOff)}
    </p>
  );
}
