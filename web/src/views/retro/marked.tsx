import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadMarked } from '../../live/retro';
import type { Session } from '../../live/session';
import { cards } from '../../live/together';
import type { Shown } from '../../live/view';
import type { Joint } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Line } from './line';

interface Props {
  session: Session;
  /** Traces at this joint; without one, what was learned. */
  joint: Joint | null;
  /** Above the list, where it has any. */
  children?: ComponentChildren;
  /** In place of the list, where it has none. */
  none?: string;
}

/** Traces that their authors marked, newest first: what was learned, or what is at a joint. */
export function Marked({ session, joint, children, none }: Props) {
  const [{ listed, more, of }, set] = useState<{ listed: number[]; more: string | null; of?: Joint | null }>({
    listed: [],
    more: null,
  });
  const live = session.word.value === 'live';
  const load = (before: string | null) =>
    session.load(loadMarked(session, joint, before)).then(
      page =>
        set(had => ({ listed: before ? [...had.listed, ...page.listed] : page.listed, more: page.more, of: joint })),
      () => {},
    );
  useEffect(() => void load(null), [joint, live, session.began.value]);
  const view = session.view.value!;
  const known = new Map([...cards(session, listed), ...view.feed].map(card => [card.id, card]));
  const marked = (card: Shown) => (joint ? card.joint === joint : card.learned);
  const all = [...known.values()].filter(card => marked(card) && card.state === 'shown');
  all.sort((a, b) => b.at_ms - a.at_ms || b.n - a.n);
  if (all.length === 0) return of === joint && none ? <p class="empty">{none}</p> : null;
  return (
    <section>
      {children}
      <ul class="lessons">
        {all.map(card => (
          <Line key={card.id} session={session} card={card} />
        ))}
      </ul>
      {more && (
        <Button class="older" act={() => void load(more)}>
          {words.older}
        </Button>
      )}
    </section>
  );
}
