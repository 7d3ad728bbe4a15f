import type { Instant } from '../../base/local';
import { words } from '../../words';

/** What a picked time means that clocks skip, or show twice. */
export function Picked({ picked }: { picked: Instant | undefined }) {
  if (!picked || picked.comes === 'once') return null;
  return (
    <small role="status">
      {picked.comes === 'twice'
        ? words.timeTwice
        : words.timeSkipped(new Date(picked.at_ms).toLocaleString(words.locale))}
    </small>
  );
}
