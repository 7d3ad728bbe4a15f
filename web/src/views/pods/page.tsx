import { useEffect } from 'preact/hooks';
import { readAhead } from '../../live/pod';
import { done, listed, loadCalled } from '../../live/pods';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { over } from '../../page/desk';
import { paths, route } from '../../page/route';
import { tell } from '../../page/say';
import { called } from '../../rows/called';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Link } from '../link';
import { Aside } from '../parts';
import { Calling, PodCard } from './card';
import { Call } from './over';
import { Waits } from './waits';
import { Woven } from './woven';

/** The page of pods, and beside it the weave. The end of the address says which is shown. */
export function Pods({ session }: { session: Session }) {
  const { circle } = route.value as { circle?: string };
  const beside = circle && session.isOn('weave') && BESIDE.exec(location.search);
  if (beside) return <Woven session={session} reconnect={beside[1] === 'reconnect'} />;
  if (!session.isOn('pods'))
    return (
      <main class="pods">
        <p class="empty">{words.why('pattern_off')}</p>
      </main>
    );
  return <Called session={session} />;
}

const BESIDE = /^\?(weave|reconnect)$/;

/** The pods of a circle: where one is invited, one's own, and those that one can step into. */
function Called({ session }: { session: Session }) {
  const view = session.view.value!;
  const { board } = session;
  const waits = done(session);
  const { invited, own, others } = listed(view, board.space ? called(board.space) : [], waits);
  const mine = view.own_pods?.join();
  const missing = view.own_pods?.some(id => !own.some(pod => pod.id === id));
  // What one is in, and what one is invited to, may be older than what a snapshot brings.
  useEffect(() => void board.mine([], null).catch(() => {}), [mine, missing, session.word.value, session.began.value]);
  useEffect(() => readAhead(session, view.own_pods ?? []), [mine]);
  const gone = session.outbox.items.value.filter(
    ({ space, state }) => space && state === 'refused' && !view.own_pods?.includes(space),
  );
  const list = (label: string, pods: typeof own) =>
    pods.length > 0 && (
      <section aria-label={label}>
        <h2>{label}</h2>
        <ul>
          {pods.map(pod => (
            <PodCard key={pod.id} session={session} pod={pod} waits={waits} />
          ))}
        </ul>
      </section>
    );
  const empty = invited.length + own.length + others.length + waits.called.length === 0;
  return (
    <main class="pods">
      <p class="lead">{words.podsLead}</p>
      {view.held && <p class="lead">{words.podsHeld}</p>}
      <Waits session={session} />
      <div class="begin">
        <Button class="to-call" act={() => over(words.callPod, Call)}>
          {words.callPod}
        </Button>
        {session.isOn('weave') && (
          <Link class="to-weave" to={`${paths.pods(session.id)}?weave`}>
            {words.whoBuilds}
          </Link>
        )}
        {session.isOn('weave') && isHost(view) && (
          <Link class="to-reconnect" to={`${paths.pods(session.id)}?reconnect`}>
            {words.reconnect}
          </Link>
        )}
      </div>
      {gone.map(item => (
        <Aside key={item.id} session={session} item={item} />
      ))}
      {list(words.invitedTo, invited)}
      {waits.called.length > 0 && (
        <ul>
          {waits.called.map(pod => (
            <Calling key={pod.id} {...pod} />
          ))}
        </ul>
      )}
      {list(words.yourPods, own)}
      {list(words.openPods, others)}
      {empty && <p class="empty">{words.noPods}</p>}
      {board.space?.lists.calledEdge !== undefined && (
        <Button class="older" act={() => void session.load(loadCalled(session)).catch(error => tell(why(error)))}>
          {words.olderPods}
        </Button>
      )}
    </main>
  );
}
