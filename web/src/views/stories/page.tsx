import { useEffect, useState } from 'preact/hooks';
import { when } from '../../base/time';
import { sisters } from '../../http/sisters';
import type { Session } from '../../live/session';
import { loadStories, storiesHere } from '../../live/stories';
import { now } from '../../page/clock';
import { back, paths } from '../../page/route';
import { begunOne } from '../../page/telling';
import type { Sister } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { State } from '../header';
import { Link } from '../link';
import { author, Disc } from '../person';
import { storyAt } from '../sisters/paths';
import { tell } from './sheets';

/** The stories of a board, newest first. */
export function StoriesPage({ session }: { session: Session }) {
  const view = session.view.value!;
  // Absent until they were asked for; none: all are here.
  const [edge, setEdge] = useState<{ at_ms: number; n: number } | null>();
  const [note, setNote] = useState('');
  const load = (before: { at_ms: number; n: number } | null) =>
    session.load(loadStories(session, before)).then(
      page => {
        setEdge(page.edge);
        setNote('');
      },
      error => setNote(why(error)),
    );
  const on = session.isOn('stories');
  useEffect(() => void (on && load(null)), [session.began.value, session.word.value === 'live', on]);
  const crossed = useCrossed(session);
  const pending = session.pending.value.leaves.filter(({ facet }) => facet?.is === 'story');
  const told = [...pending, ...storiesHere(session, edge ?? null)];
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.warm(session.id))} />
          <h1>{words.stories}</h1>
        </div>
        <div class="facts">
          <p />
          <State session={session} />
        </div>
      </header>
      {on ? (
        <main class="stories" aria-busy={edge === undefined && !note}>
          <p class="row">
            <Button class="solid" act={() => tell()}>
              {begunOne(session) ? words.goOnTelling : words.tellStory}
            </Button>
          </p>
          {note && told.length === 0 && <p class="empty">{note}</p>}
          <ol>
            {told.map(card => (
              <li key={card.id}>
                <Link to={paths.story(session.id, card.id)}>
                  <b dir="auto">{card.text}</b>
                  <small>
                    <Disc member={view.members.get(card.by)} />
                    {words.toldBy(card.by === view.me ? words.youToo : author(view, card), when(card.at_ms, now.value))}
                  </small>
                </Link>
              </li>
            ))}
          </ol>
          {edge === null && told.length === 0 && crossed.length === 0 && <p class="empty">{words.noStories}</p>}
          {edge && (
            <Button class="older" act={() => void load(edge)}>
              {words.olderStories}
            </Button>
          )}
          {crossed.length > 0 && (
            <section aria-labelledby="crossed">
              <h2 id="crossed">{words.fromSisters}</h2>
              <ol>
                {crossed.map(({ sister, circle, story: { id, title, by, on } }) => (
                  <li key={sister + id}>
                    <Link to={storyAt(session.id, sister, id)}>
                      <b dir="auto">{title}</b>
                      <small dir="auto">{words.toldIn(by, circle, on)}</small>
                    </Link>
                  </li>
                ))}
              </ol>
            </section>
          )}
        </main>
      ) : (
        <main class="stories">
          <p class="empty">{words.why('pattern_off')}</p>
        </main>
      )}
    </>
  );
}

/** Stories that sister circles share. They come from other servers, and the page is complete without them. */
function useCrossed(session: Session) {
  const [all, set] = useState<Sister[]>([]);
  const on = !session.circle && session.isOn('stories') && session.isOn('sisters');
  useEffect(() => {
    if (on)
      sisters(session.id)
        .all()
        .then(
          page => set(page.sisters),
          () => {},
        );
  }, [session.id, session.word.value === 'live', on]);
  return on
    ? all.flatMap(({ circle, name = words.nameless, stories }) =>
        stories.map(story => ({ sister: circle, circle: name, story })),
      )
    : [];
}
