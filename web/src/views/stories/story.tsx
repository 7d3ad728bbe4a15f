import { useEffect, useState } from 'preact/hooks';
import { when } from '../../base/time';
import type { Session } from '../../live/session';
import { isStory, loadStory, type Piece, pieces, unsent } from '../../live/stories';
import { now } from '../../page/clock';
import { back, paths } from '../../page/route';
import type { StoryView } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Deeds } from '../deeds';
import { State } from '../header';
import { Link, Words } from '../link';
import { Aside, Extras } from '../parts';
import { author, Disc, More, name } from '../person';
import { Shot } from '../said';
import { Along } from './along';

/** One story for reading: its own words, and the cited ones as they are now. */
export function StoryPage({ session, id }: { session: Session; id: string }) {
  const [more, setMore] = useState(false);
  const view = session.view.value!;
  const { leaves, changes } = session.pending.value;
  const card = view.cards.get(id) ?? leaves.find(leaf => leaf.id === id);
  const change = changes.get(id);
  const { page, failed, again } = useStory(session, id, card?.told);
  const on = session.isOn('stories');
  const shown = card && { ...card, ...change?.to };
  const here = on && shown && isStory(shown) ? shown : undefined;
  const told = page ? pieces(session, page) : unsent(session, id);
  const member = view.members.get(here?.by ?? '');
  const others = new Set(told?.flatMap(part => ('card' in part && part.card?.state === 'shown' ? part.card.by : [])));
  const names = [...others].map(by => (by === view.me ? words.youToo : name(view.members.get(by))));
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.stories(session.id))} />
          <p class="kind">{words.story}</p>
        </div>
        <div class="facts">
          <p />
          <State session={session} />
        </div>
      </header>
      <main class="told" aria-busy={!told && !failed}>
        {!here && (failed || !on) && <p class="empty">{on ? words.noSuchStory : words.why('pattern_off')}</p>}
        {here && (
          <article>
            <h1 dir="auto">{here.text}</h1>
            <p class="by">
              <Disc member={member} />
              {words.toldBy(here.by === view.me ? words.youToo : author(view, here), when(here.at_ms, now.value))}
              {here.state === 'hidden' && ` · ${words.gone.hidden}`}
            </p>
            {change?.own && !change.refused && <p class="quiet">{words.notSentYet}</p>}
            {change?.refused && <Aside session={session} item={change.refused} />}
            {told?.map((piece, at) => (
              // Their order is all that tells them apart.
              <Told key={at} session={session} piece={piece} />
            ))}
            {!told && failed && <p class="empty">{words.unreachable}</p>}
            {names.length > 0 && <p class="credits">{words.withWordsOf(names)}</p>}
          </article>
        )}
        {here && !change?.own && (
          <footer class="deeds">
            <Deeds session={session} card={here}>
              <More open={more} set={setMore} />
            </Deeds>
            {more && <Extras session={session} card={here} close={() => setMore(false)} />}
          </footer>
        )}
        {here && page && !change?.own && (
          <Along session={session} card={here} shared={page.shared} crosses={page.crosses} changed={again} />
        )}
      </main>
    </>
  );
}

/** The loaded story; loaded again after it was retold. */
function useStory(session: Session, id: string, told: string | undefined) {
  const [page, set] = useState<StoryView | null>(null);
  const [failed, setFailed] = useState(false);
  const load = () =>
    session.load(loadStory(session, id)).then(
      got => {
        set(got.page);
        setFailed(false);
      },
      () => setFailed(true),
    );
  const live = session.word.value === 'live';
  const on = session.isOn('stories');
  useEffect(() => void (on && load()), [id, session.began.value, live, told, on]);
  return { page, failed, again: load };
}

function Told({ session, piece }: { session: Session; piece: Piece }) {
  const view = session.view.value!;
  if ('words' in piece)
    return (
      <p class="words" dir="auto">
        <Words text={piece.words} />
      </p>
    );
  const { card } = piece;
  if (card?.state !== 'shown' || card.text === null)
    return <p class="gap">{words.gap[card && card.state !== 'shown' ? card.state : 'gone']}</p>;
  return (
    <figure>
      <blockquote dir="auto">
        <Words text={card.text} />
      </blockquote>
      <Shot session={session} card={card} />
      <figcaption>
        <Disc member={view.members.get(card.by)} />
        <Link to={paths.trail(session.id, card)}>
          <b>{author(view, card)}</b> <time>{when(card.at_ms, now.value)}</time>
        </Link>
      </figcaption>
    </figure>
  );
}
