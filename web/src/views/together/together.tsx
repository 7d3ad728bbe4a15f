import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Api } from '../../http/api';
import { isKindOn } from '../../live/rounds';
import type { Session } from '../../live/session';
import { edges, loadGatherings, loadRounds } from '../../live/together';
import { isHost, running, runs } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import type { Gathering } from '../../protocol';
import type { Space } from '../../rows/space';
import { gatherings, rounds } from '../../rows/together';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';
import { Link } from '../link';
import { agreements } from '../parts';
import { span } from '../rounds';
import { Up } from '../up';
import { RoundRow } from './row';
import { askAll, gather, lookBack, retro } from './sheets';

const Agreements = later(agreements, it => it.Agreements, Nothing);
const Learned = later(retro, it => it.Learned, Nothing);

/** What the circle does together: its rounds, how it wants to be together, and its gatherings. */
export function Together({ session }: { session: Session }) {
  const view = session.view.value!;
  const { space } = session;
  if (!space) return null;
  const [all, spans] = [rounds(space).filter(round => isKindOn(session, round)), gatherings(space)];
  const open = all.filter(round => !round.ended_at_ms);
  const over = all.filter(round => round.ended_at_ms);
  const ends = edges(session);
  return (
    <main class="together">
      <h2 class="hidden">{words.together}</h2>
      <div class="begin">
        {session.isOn('rounds') && (
          <Button
            class="to-round"
            act={() => askAll({ gathering: session.isOn('gatherings') ? running(view, now.value)?.id : undefined })}
          >
            {words.openRound}
          </Button>
        )}
        {session.isOn('gatherings') && isHost(view) && (
          <Button class="to-gather" act={() => gather()}>
            {words.openGathering}
          </Button>
        )}
        {session.isOn('retros') && session.isOn('gatherings') && (isHost(view) || session.pod) && (
          <Button class="to-look-back" act={lookBack}>
            {words.lookBack}
          </Button>
        )}
      </div>
      {session.isOn('rounds') && all.length === 0 && <p class="empty">{words.noRounds}</p>}
      {session.isOn('rounds') && open.length > 0 && (
        <Part title={words.openRounds}>
          {open.map(round => (
            <RoundRow key={round.id} session={session} round={round} />
          ))}
        </Part>
      )}
      {session.isOn('agreements') && <Agreements session={session} />}
      {session.isOn('gatherings') && spans.length > 0 && (
        <Part title={words.gatherings} session={session} more={ends.gatherings} get={loadGatherings(session)}>
          {spans.map(gathering => (
            <GatheringRow key={gathering.id} session={session} gathering={gathering} />
          ))}
        </Part>
      )}
      {session.isOn('rounds') && over.length > 0 && (
        <Part title={words.pastRounds} session={session} more={ends.rounds} get={loadRounds(session)}>
          {over.map(round => (
            <RoundRow key={round.id} session={session} round={round} />
          ))}
        </Part>
      )}
      {session.isOn('stories') && (
        <ul class="parts">
          <li class="gathers">
            <Link to={paths.stories(session.id)}>
              <b>{words.toStories}</b>
              <em>{words.storiesAre}</em>
            </Link>
          </li>
        </ul>
      )}
      {session.learns && <Learned session={session} />}
      <Up session={session} />
    </main>
  );
}

interface PartProps {
  title: string;
  children: ComponentChildren;
  session?: Session;
  more?: boolean;
  get?: (api: Api, space: Space) => Promise<{ listed: number[] }>;
}

function Part({ title, children, session, more, get }: PartProps) {
  const [state, set] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = () => {
    set('loading');
    session!.load(get!).then(
      () => set('idle'),
      () => set('failed'),
    );
  };
  return (
    <section>
      <h3>{title}</h3>
      <ul class="parts">{children}</ul>
      {more && (
        <Button class="older" act={load} disabled={state === 'loading'}>
          {state === 'failed' ? words.moreFailed : words.older}
        </Button>
      )}
    </section>
  );
}

function GatheringRow({ session, gathering }: { session: Session; gathering: Gathering }) {
  const { id, name, from_ms, to_ms } = gathering;
  const current = runs(gathering, now.value);
  return (
    <li class={current ? 'gathers now' : 'gathers'}>
      <Link to={paths.gathering(session.id, id)}>
        <b dir="auto">{name}</b>
        <em>{to_ms <= from_ms ? words.calledOff : current ? words.nowRunning : span(from_ms, to_ms, now.value)}</em>
      </Link>
    </li>
  );
}
