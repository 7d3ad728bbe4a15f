import type { ComponentChildren } from 'preact';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { author } from '../person';
import { Line } from '../retro/line';

/** One heading of a lifted view, and what stands below it; nothing where there is none. */
export const Heading = ({ title, none, children }: { title: string; none?: boolean; children: ComponentChildren }) =>
  none ? null : (
    <section class="level">
      <h2>{title}</h2>
      {children}
    </section>
  );

interface Props {
  session: Session;
  cards: readonly Shown[];
  /** What stands below each; who left it, unless told. */
  note?: (card: Shown) => string | undefined;
}

/** Traces on a line each. */
export const Lines = ({ session, cards, note }: Props) => (
  <ul class="lessons">
    {cards.map(card => (
      <Line key={card.id} session={session} card={card} note={note?.(card) ?? author(session.view.value!, card)} />
    ))}
  </ul>
);
