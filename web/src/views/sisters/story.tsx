import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../http/call';
import { sisters } from '../../http/sisters';
import type { Session } from '../../live/session';
import { edit } from '../../page/desk';
import type { CrossedPiece, SisterStoryView } from '../../protocol';
import { words } from '../../words';
import { why } from '../../words/why';
import { Button } from '../button';
import { Words } from '../link';

/** A story of a sister circle, to be read and built on here. */
export function SisterStory({ session, sister, story }: { session: Session; sister: string; story: string }) {
  const [view, set] = useState<SisterStoryView>();
  const [note, setNote] = useState('');
  const live = session.word.value === 'live';
  useEffect(() => {
    sisters(session.id)
      .story(sister, story)
      .then(
        got => {
          set(got);
          setNote('');
        },
        error => {
          const gone = error instanceof Refused && error.problem.code === 'unknown_sister';
          // What was read stays where only the network is gone.
          if (gone) set(undefined);
          setNote(gone ? words.noSuchSister : why(error));
        },
      );
  }, [live]);
  if (!view)
    return (
      <main class="told" aria-busy={!note}>
        {note && <p class="empty">{note}</p>}
      </main>
    );
  const { circle, reached, story: told } = view;
  const build = () => edit({ crossed: { sister, story, circle, title: told.title } }, { text: '', open_end: '' });
  return (
    <main class="told">
      <article>
        <h1 dir="auto">{told.title}</h1>
        <p class="by" dir="auto">
          {words.toldIn(told.by, circle, told.on)}
        </p>
        {!reached && <p class="quiet">{words.notReached}</p>}
        {told.pieces.map((piece, at) => (
          // Their order is all that tells them apart.
          <Piece key={at} piece={piece} />
        ))}
      </article>
      <p class="row build-here">
        <Button class="solid" act={build}>
          {words.buildHere}
        </Button>
      </p>
    </main>
  );
}

function Piece({ piece }: { piece: CrossedPiece }) {
  if (piece === 'gone') return <p class="gap">{words.gap.gone}</p>;
  if ('words' in piece)
    return (
      <p class="words" dir="auto">
        <Words text={piece.words} />
      </p>
    );
  const { text, by, on } = piece.cited;
  return (
    <figure>
      <blockquote dir="auto">
        <Words text={text} />
      </blockquote>
      <figcaption>
        <b dir="auto">{by}</b> <time>{on}</time>
      </figcaption>
    </figure>
  );
}
