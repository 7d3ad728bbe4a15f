import type { Session } from '../../live/session';
import { back, paths } from '../../page/route';
import { words } from '../../words';
import { Button } from '../button';
import { Weave } from './page';
import { Reconnect } from './reconnect';

/** Pages beside the circle's pods: the weave, or for hosts Reconnect. */
export function Woven({ session, reconnect }: { session: Session; reconnect: boolean }) {
  return (
    <main class="pods weaving">
      <div class="under">
        <Button class="back" label={words.toPods} act={() => back(paths.pods(session.id))} />
        <h2>{reconnect ? words.reconnect : words.whoBuilds}</h2>
      </div>
      {reconnect ? <Reconnect session={session} /> : <Weave session={session} />}
    </main>
  );
}
