import type { Shown } from '../live/view';
import { words } from '../words';
import { Words } from './link';

type Props = Pick<Shown, 'state' | 'text' | 'hidden_why'>;

/** A trace's words, or why there are none. */
export function Said({ state, text, hidden_why }: Props) {
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
    </>
  );
}
