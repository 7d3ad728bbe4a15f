import { useEffect, useRef, useState } from 'preact/hooks';
import { drawTrail } from '../../live/draw';
import { loadQuiet, quietBelow_ms } from '../../live/quiet';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { back, paths } from '../../page/route';
import { quiet } from '../../rows/quiet';
import { words } from '../../words';
import { why } from '../../words/why';
import { More } from '../beside/more';
import { Button } from '../button';
import { State } from '../header';
import { Dusted } from './dusted';

/** Trails that went quiet, longest ago first, to build on with one tap. */
export function QuietPage({ session }: { session: Session }) {
  const view = session.view.value!;
  const began = session.began.value;
  const [below_ms] = useState(() => quietBelow_ms(now.value, view.circle.half_life_ms));
  const [note, setNote] = useState('');
  const { space } = session;
  useEffect(() => {
    if (space?.lists.quietEdge !== null) return;
    session.load(loadQuiet).then(
      () => setNote(''),
      error => setNote(why(error)),
    );
  }, [began, session.word.value]);
  // A trail stays in its place here, also after somebody built on it.
  const seen = useRef<number[]>([]);
  const listed = space ? quiet(space, below_ms).map(({ n }) => n) : [];
  seen.current = [...new Set([...seen.current, ...listed])];
  const trails = seen.current.flatMap(n => {
    const trail = space?.rows.trails.get(n);
    return trail && !trail.gone ? drawTrail(space!.rows, trail) : [];
  });
  const edge = space?.lists.quietEdge;
  const more = edge != null && edge.warmth_ms < below_ms;
  return (
    <>
      <header class="top slim">
        <div class="title">
          <Button class="back" label={words.back} act={() => back(paths.warm(session.id))} />
          <h1>{words.goneQuiet}</h1>
        </div>
        <div class="facts">
          <p>{trails.length > 0 && words.quietLead}</p>
          <State session={session} />
        </div>
      </header>
      <main class="dusty" aria-busy={edge === null && !note}>
        {note && <p class="empty">{note}</p>}
        <ol class="trails">
          {trails.map(trail => (
            <Dusted key={trail.n} session={session} trail={trail} lit={trail.warmth_ms >= below_ms} />
          ))}
        </ol>
        {trails.length === 0 && edge === undefined && <p class="empty">{words.noneQuiet}</p>}
        {more && <More session={session} label={words.longerAgo} get={loadQuiet} />}
      </main>
    </>
  );
}
