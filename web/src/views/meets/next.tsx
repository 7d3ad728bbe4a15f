import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { sheet } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { useComing } from './coming';
import { begins } from './when';

/** The next meeting, in the space's head. */
export function Next({ session }: { session: Session }) {
  const [first] = useComing(session);
  return (
    <p class="nextmeeting">
      {first && (
        <Button
          class="text"
          act={() => {
            sheet.value = { of: 'meetings' };
          }}
        >
          {words.meets(begins(first.at_ms, now.value))}
        </Button>
      )}
    </p>
  );
}
