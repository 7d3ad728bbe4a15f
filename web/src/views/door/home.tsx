import { circles } from '../../live/memory';
import { paths, route } from '../../page/route';
import { words } from '../../words';
import { Link } from '../link';
import { Mark } from './door';
import { Paste } from './paste';

/** The page without a circle: what this is, and the circles that this browser knows. */
export function Home() {
  const known = circles();
  return (
    <main class="door">
      <Mark />
      <h1>{words.product}</h1>
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
  const [title, text] = WHY[why];
  const { circle } = route.value as { circle?: string };
  return (
    <main class="door">
      <Mark />
      <h1>{title}</h1>
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
