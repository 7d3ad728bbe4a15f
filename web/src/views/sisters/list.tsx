import { useEffect, useState } from 'preact/hooks';
import { sisters } from '../../http/sisters';
import type { Session } from '../../live/session';
import type { Sister } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Link } from '../link';
import { storyAt } from './paths';

/** The sister circles, each with the stories that it lets cross. */
export function SisterList({ session }: { session: Session }) {
  const [all, set] = useState<Sister[]>();
  const [note, setNote] = useState('');
  const live = session.word.value === 'live';
  useEffect(() => {
    sisters(session.id)
      .all()
      .then(
        page => {
          set(page.sisters);
          setNote('');
        },
        error => setNote(why(error)),
      );
  }, [session.id, live]);
  return (
    <main class="stories sisters" aria-busy={!all && !note}>
      {!all && note && <p class="empty">{note}</p>}
      {all && all.length > 0 && <p class="quiet">{words.sistersLead}</p>}
      {all?.map(sister => (
        <One key={sister.circle} circle={session.id} sister={sister} />
      ))}
      {all?.length === 0 && <p class="empty">{words.noSisters}</p>}
    </main>
  );
}

function One({ circle, sister }: { circle: string; sister: Sister }) {
  const { name, kin, reached, stories } = sister;
  const note = reached
    ? stories.length === 0 && words.nothingCrossed
    : stories.length > 0
      ? words.notReached
      : words.neverReached;
  return (
    <section>
      <h2>
        <bdi>{name ?? words.nameless}</bdi>
      </h2>
      {kin !== 'linked' && <p class="quiet">{words.kinship[kin]}</p>}
      {note && <p class="quiet">{note}</p>}
      <ol>
        {stories.map(({ id, title, by, on }) => (
          <li key={id}>
            <Link to={storyAt(circle, sister.circle, id)}>
              <b dir="auto">{title}</b>
              <small dir="auto">{words.tellsBy(by, on)}</small>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
