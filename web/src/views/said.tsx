import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { words } from '../words';
import { Words } from './link';
import { Photo } from './photos';

type Props = Pick<Shown, 'id' | 'n' | 'state' | 'text' | 'hidden_why' | 'photo'> & {
  /** Whose board it is on; absent, it shows no photo. */
  session?: Session;
};

/** A trace's words, or why there are none. */
export function Said({ session, id, n, state, text, hidden_why, photo }: Props) {
  return (
    <>
      {state !== 'shown' && (
        <p class="say quiet">
          {words.gone[state]} {hidden_why && <q dir="auto">{hidden_why}</q>}
        </p>
      )}
      {state !== 'withdrawn' && text !== null && (
        <p class="say" dir="auto">
          <Words text={text} />
        </p>
      )}
      {session && state !== 'withdrawn' && <Shot session={session} card={{ id, n, photo }} />}
    </>
  );
}

/** The photo of a trace that has one. Its place is kept before it has come. */
export const Shot = ({ session, card }: { session: Session; card: Pick<Shown, 'id' | 'n' | 'photo'> }) =>
  card.photo ? (
    <div class="photo" style={{ '--ratio': card.photo.width / card.photo.height }}>
      <Photo session={session} trace={card.id} photo={card.photo} own={card.n < 0} />
    </div>
  ) : null;
