import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Part } from '../../base/part';
import { loadMembers } from '../../live/members';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { back } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { State } from '../header';
import { later } from '../later';
import { Download } from './download';
import { Hiding } from './hiding';
import { Invites } from './invites';
import { People } from './people';
import { at, type Room, Rooms } from './rooms';

const meetings = new Part(() => import('./meetings'));
const seldom = new Part(() => import('./seldom'));
const wall = new Part(() => import('../wall-host'));
const programs = new Part(() => import('../programs'));

/** The screens of the host's page, by their names in the address. */
const SCREENS: { [room in Room]: FunctionComponent<{ session: Session }> } = {
  invites: Invites,
  hiding: Hiding,
  meetings: later(meetings, it => it.Meetings),
  wall: later(wall, it => it.WallHost),
  download: Download,
  people: People,
  circle: later(seldom, it => it.Settings),
  uses: later(seldom, it => it.Patterns),
  kin: later(seldom, it => it.Kin),
  programs: later(programs, it => it.Programs),
};

/** The host's page: what there is to do for a host, and a screen for each. */
export function HostPage({ session, id }: { session: Session; id?: string }) {
  const view = session.view.value!;
  const began = session.began.value;
  // The board itself needs only those whom it names.
  useEffect(() => void session.load(loadMembers).catch(() => {}), [began, session.word.value]);
  useEffect(() => void Promise.all([meetings.near(), seldom.near(), wall.near(), programs.near()]), []);
  const room = id !== undefined && id in SCREENS ? (id as Room) : undefined;
  const host = isHost(view);
  if (host && !room && !id) return <Rooms session={session} />;
  const Screen = room && SCREENS[room];
  return (
    <>
      {id && (
        <header class="top slim rooming">
          <div class="title">
            <Button class="back" label={words.back} act={() => back(at(session.id))} />
            <h1>{room ? words.rooms[room] : words.host}</h1>
            <State session={session} />
          </div>
        </header>
      )}
      <main class={`host in-${room}`}>
        {host && Screen ? (
          <Screen session={session} />
        ) : (
          <p class="empty">{host ? words.noSuchRoom : words.hostsOnly}</p>
        )}
      </main>
    </>
  );
}
