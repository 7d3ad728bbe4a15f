import { useEffect, useState } from 'preact/hooks';
import { forgetCircle } from '../../live/forget-circle';
import { circles, leaving } from '../../live/memory';
import { session } from '../../page/current';
import { isMangled } from '../../page/mend';
import { invite, paths, route } from '../../page/route';
import { want } from '../../page/wanted';
import { words } from '../../words';
import { Link } from '../link';
import { Mark } from './door';
import { Mending } from './mending';
import { Paste } from './paste';

/** The page without a circle: what this is, and the circles that this browser knows. */
export function Home() {
  // The list may hold anything: see there.
  const known = circles().filter(({ id, name }) => typeof id === 'string' && typeof name === 'string');
  const brought = invite.value;
  if (isMangled(brought)) return <Mending address={brought} />;
  // A link to a circle that brought nobody there.
  const lost = brought || /^\/c(\/|$)/i.test(location.pathname);
  return (
    <main class="door">
      <Mark />
      <h1>{words.product}</h1>
      {lost && (
        <p class="trouble" role="alert">
          {words.circleLost}
        </p>
      )}
      <p class="lead">{words.whatThisIs}</p>
      {known.length > 0 ? (
        <nav aria-label={words.yourCircles}>
          <ul class="circles">
            {known.map(({ id, name }) => (
              <li key={id}>
                <Link to={paths.now(id)}>{name}</Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : (
        <p class="quiet">{words.askForLink}</p>
      )}
      <Paste />
    </main>
  );
}

const WHY = {
  out: [words.notIn, words.notInLead],
  removed: [words.removed, words.removedLead],
  unknown: [words.noCircle, words.noCircleLead],
} as const;

/** In place of a board that this browser may not see. */
export function Closed({ why }: { why: keyof typeof WHY }) {
  const { circle, at } = route.value as { circle?: string; at: string };
  // A link to a trace, say, is no invite; a host's page is for hosts.
  const place = at !== 'now' && at !== 'host';
  useEffect(() => {
    if (circle && place && why !== 'unknown') want(circle, location.pathname + location.search);
  }, []);
  const left = useLeft(circle, why);
  const forPlace = why === 'out' && place && left === null;
  const [title, text] = forPlace
    ? [words.placeTitle, words.placeLead]
    : left === null
      ? WHY[why]
      : [words.youLeft(left), words.youLeftLead];
  return (
    <main class="door">
      <Mark />
      <h1 dir="auto">{title}</h1>
      <p class="lead">{text}</p>
      {why !== 'removed' && <Paste circle={circle} />}
      <p class="row">
        {/* Loads the page anew. */}
        <a href="?" class="plain">
          {words.tryAgain}
        </a>
        <Link to="/" class="plain">
          {words.yourCircles}
        </Link>
      </p>
    </main>
  );
}

/** The name of the circle if its member left it here: then this browser forgets what it stored of it. */
function useLeft(circle: string | undefined, why: keyof typeof WHY): string | null {
  const [left] = useState(() => (circle && why !== 'unknown' ? leaving(circle) : null));
  useEffect(() => {
    const live = session.peek();
    if (left === null || !live || live.id !== circle) return;
    forgetCircle(circle, live.board.who.me);
    const untold = import('../../live/push').then(it => it.forgetTelling(circle));
    void Promise.all([live.outbox.clear(), live.forget(), untold]).catch(() => {});
  }, []);
  return left;
}
