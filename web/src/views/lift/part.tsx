import type { ComponentChildren } from 'preact';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { author } from '../person';
import { Line } from '../retro/line';

/** One heading of a lifted view with its content; nothing if that is empty. */
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
  /** The line below each; the author by default. */
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
