import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { over } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { useComing } from './coming';
import { Meetings } from './meetings';
import { begins } from './when';

/** The next meeting, in the space's head. */
export function Next({ session }: { session: Session }) {
  const [first] = useComing(session);
  return (
    <p class="nextmeeting">
      {first && (
        <Button class="text" act={() => over(words.meetings, Meetings)}>
          {words.meets(begins(first.at_ms, now.value))}
        </Button>
      )}
    </p>
  );
}
