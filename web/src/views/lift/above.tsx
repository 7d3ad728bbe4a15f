import { useState } from 'preact/hooks';
import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { back, paths, route } from '../../page/route';
import type { Joint } from '../../protocol';
import { gatherings } from '../../rows/together';
import { words } from '../../words';
import { Button } from '../button';
import { State } from '../header';
import { later, Nothing } from '../later';
import { Link } from '../link';
import { agreements } from '../parts';
import { Promised } from '../retro/beside';
import { Marked } from '../retro/marked';
import { span } from '../rounds';
import { Heading, Lines } from './part';

/** So much of each list: a page to read, not the board once more. */
const MOST = 8;
const JOINTS: readonly Joint[] = ['me', 'pod', 'circle', 'network'];

const SisterPlace = later(new Part(() => import('../sisters')), it => it.SisterPlace);
const AgreedAbove = later(agreements, it => it.AgreedAbove, Nothing);

/** A circle or a pod from above: what happened, what it grew from, what is open, what was learned, what was agreed on. */
export function Above({ session }: { session: Session }) {
  // Which of the two a place shows may change while it stays the same place.
  void route.value;
  const { search } = location;
  const sisters = !session.circle && /\bsisters?\b/.test(search);
  return sisters ? <SisterPlace session={session} search={search} /> : <FromAbove session={session} />;
}

function FromAbove({ session }: { session: Session }) {
  const [joint, see] = useState<Joint | null>(null);
  const view = session.view.value!;
  const { space, circle } = session;
  const past =
    space && session.isOn('gatherings') ? gatherings(space).filter(({ to_ms, from_ms }) => to_ms > from_ms) : [];
  const trails = view.trails.slice(0, MOST);
  const card = (id: string) => view.cards.get(id) ?? [];
  // A promise that is still open has not happened; it stands further down.
  const standing = (ids: string[]) =>
    [...new Set(ids)]
      .flatMap(card)
      .filter(({ state, facet, taken }) => state === 'shown' && (facet?.is !== 'promise' || taken !== undefined));
  const newest = standing(trails.map(trail => trail.newest));
  const seeds = standing(trails.map(trail => trail.seed)).filter(seed => !newest.includes(seed));
  const ends = session.isOn('open_ends') ? view.openEnds.slice(0, MOST) : [];
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.now(session.id))} />
          <h1 dir="auto">{words.fromAbove(view.circle.name)}</h1>
        </div>
        <div class="facts">
          <p>
            {circle ? (
              <Link to={paths.above(circle.id)}>{words.liftOn(circle.view.value?.circle.name ?? '')}</Link>
            ) : (
              session.isOn('sisters') && (
                <Link to={`${paths.above(session.id)}?sisters`}>{words.liftOn(words.toSisters)}</Link>
              )
            )}
          </p>
          <State session={session} />
        </div>
      </header>
      <main class="together above">
        <Heading title={words.happened}>
          {past.length > 0 && (
            <ul class="parts">
              {past.slice(0, MOST).map(({ id, name, from_ms, to_ms }) => (
                <li class="gathers" key={id}>
                  <Link to={paths.gathering(session.id, id)}>
                    <b dir="auto">{name}</b>
                    <em>{span(from_ms, to_ms, now.value)}</em>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <Lines session={session} cards={newest} />
          {past.length + newest.length === 0 && <p class="empty">{words.emptyFeed}</p>}
        </Heading>
        <Heading title={words.grewFrom} none={seeds.length === 0}>
          <Lines session={session} cards={seeds} />
        </Heading>
        {ends.length > 0 && (
          <Heading title={words.isOpen}>
            <Lines session={session} cards={ends} note={card => `${words.someoneCould} ${card.open_end}`} />
          </Heading>
        )}
        {session.isOn('promises') && <Promised session={session} />}
        {session.learns && (
          <Marked session={session} joint={null}>
            <h2>{words.wasLearned}</h2>
          </Marked>
        )}
        {session.isOn('agreements') && <AgreedAbove session={session} />}
        <Heading title={words.byJoint}>
          <p class="joints">
            {JOINTS.map(each => (
              <Button key={each} class="chip" pressed={each === joint} act={() => see(each === joint ? null : each)}>
                {words.joint[each]}
              </Button>
            ))}
          </p>
          {joint && <Marked key={joint} session={session} joint={joint} none={words.noneAtJoint} />}
        </Heading>
      </main>
    </>
  );
}
