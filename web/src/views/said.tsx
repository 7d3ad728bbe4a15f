import type { Shown } from '../live/view';
import { words } from '../words';
import { Words } from './link';

type Props = Pick<Shown, 'state' | 'text' | 'open_end' | 'grew'>;

/** A trace's own words and its open end, or what stands in their place. */
export function Said({ state, text, open_end, grew }: Props) {
  return (
    <>
      {state !== 'shown' && <p class="say quiet">{words.gone[state]}</p>}
      {state !== 'withdrawn' && text !== null && (
        <p class="say" dir="auto">
          <Words text={text} />
        </p>
      )}
      {state !== 'withdrawn' && open_end && (
        <p class={grew > 0 ? 'open taken' : 'open'} dir="auto">
          <span>{words.someoneCould}</span> <Words text={open_end} />
        </p>
      )}
    </>
  );
}
