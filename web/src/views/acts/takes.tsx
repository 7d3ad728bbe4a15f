import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { words } from '../../words';

interface Props {
  session: Session;
  /** A trace that is built on. */
  card: Shown | undefined;
  on: boolean;
  set: (on: boolean) => void;
}

/** Whether the new trace takes up a parent's open end or promise, or only builds on it. */
export function Takes({ session, card, on, set }: Props) {
  if (!card || card.taken !== undefined || card.state !== 'shown') return null;
  const ends = card.open && card.open_end && session.isOn('open_ends');
  const keeps = card.promised && session.isOn('promises');
  if (!ends && !keeps) return null;
  return (
    <label class="takes">
      <input type="checkbox" checked={on} onChange={event => set(event.currentTarget.checked)} />
      <span>
        {keeps ? (
          words.keepsIt
        ) : (
          <>
            {words.takesUp} <q dir="auto">{card.open_end}</q>
          </>
        )}
      </span>
    </label>
  );
}
