import type { ComponentChildren, FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Part } from '../base/part';
import { words } from '../words';
import { Button } from './button';

/** A view of a lazily loaded part. Until it is loaded, `Around` is shown around a message; `near` prefetches it. */
export function later<T, P extends object>(
  part: Part<T>,
  pick: (it: T) => FunctionComponent<P>,
  Around?: FunctionComponent<P & { children?: ComponentChildren }>,
): FunctionComponent<P> & { near: () => void } {
  const Later = (props: P) => {
    const it = part.it.value;
    const It = it && pick(it);
    const waited = useRef(false);
    useEffect(part.want, []);
    // A sheet keeps the height it waited with, so that its heading doesn't move.
    if (It && waited.current)
      return (
        <>
          <i class="came" hidden />
          <It {...props} />
        </>
      );
    if (It) return <It {...props} />;
    waited.current = true;
    const coming = <Coming part={part} />;
    return Around ? <Around {...props}>{coming}</Around> : coming;
  };
  return Object.assign(Later, { near: part.near });
}

/** A placeholder without a message. */
export const Nothing = () => null;

/** A calm empty place; what is the matter where it stays empty. */
function Coming({ part: { failed, again } }: { part: Pick<Part<unknown>, 'failed' | 'again'> }) {
  return (
    <div class="coming" aria-busy={!failed.value}>
      {failed.value && (
        <p class="empty" role="status">
          {words.partFailed}
          <Button class="text" act={again}>
            {words.tryAgain}
          </Button>
        </p>
      )}
    </div>
  );
}
