import type { Shown } from '../live/view';
import { words } from '../words';
import { Words } from './link';

type Props = Pick<Shown, 'state' | 'text'>;

/** A trace's own words, or what stands in their place. */
export function Said({ state, text }: Props) {
  return (
    <>
      {state !== 'shown' && <p class="say quiet">{words.gone[state]}</p>}
      {state !== 'withdrawn' && text !== null && (
        <p class="say" dir="auto">
          <Words text={text} />
        </p>
      )}
    </>
  );
}
