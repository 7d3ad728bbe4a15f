import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Part } from '../page/part';
import { words } from '../words';
import { Button } from './button';

/** A view that comes when it is near, with what stands in its place until then. */
export type Later<P> = FunctionComponent<P> & { near: () => void };

export function later<P extends object>(get: () => Promise<FunctionComponent<P>>): Later<P> {
  const part = new Part(get);
  const Shown = (props: P) => {
    const It = part.it.value;
    useEffect(part.want, []);
    return It ? <It {...props} /> : <Coming part={part} />;
  };
  return Object.assign(Shown, { near: part.near });
}

/** A calm empty place; what is the matter where it stays empty. */
function Coming({ part }: { part: Pick<Part<unknown>, 'failed' | 'again'> }) {
  return (
    <div class="coming" aria-busy={!part.failed.value}>
      {part.failed.value && (
        <p class="empty" role="status">
          {words.partFailed}
          <Button class="text" act={part.again}>
            {words.tryAgain}
          </Button>
        </p>
      )}
    </div>
  );
}
