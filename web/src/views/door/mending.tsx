import { useLayoutEffect } from 'preact/hooks';
import { mend } from '../../page/mend';
import { words } from '../../words';

/** In place of the door while the address that was to lead there is read: as long as a frame, unless that fails. */
export function Mending({ address }: { address: string }) {
  useLayoutEffect(() => mend(address), [address]);
  return (
    <main class="door" aria-busy="true">
      <p class="lead late">{words.oneMoment}</p>
    </main>
  );
}
