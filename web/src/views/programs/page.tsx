import type { Session } from '../../live/session';
import { words } from '../../words';
import { Bots } from './bots';
import { Feeds } from './feeds';
import { Hooks } from './hooks';

/** What writes or reads here by itself. */
export function Programs({ session }: { session: Session }) {
  return (
    <>
      <p class="lead">{words.programsLead}</p>
      <Bots session={session} />
      <Feeds session={session} />
      <Hooks session={session} />
    </>
  );
}
