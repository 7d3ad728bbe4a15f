import { useState } from 'preact/hooks';
import type { Session } from '../../live/session';
import { isHost } from '../../live/view';
import { now } from '../../page/clock';
import { tell } from '../../page/say';
import type { Meeting } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';
import { Calendar } from './calendar';
import { useComing } from './coming';
import { begins, field } from './when';

/** How many are shown in the sheet; a calendar shows more. */
const SHOWN = 4;

/** The next meetings, and the one that was moved or called off. */
export function Meetings({ session }: { session: Session }) {
  const coming = useComing(session);
  const [moving, move] = useState<string | null>(null);
  return (
    <>
      <ul class="rows">
        {coming.slice(0, SHOWN).map(meeting => (
          <li key={meeting.day}>
            <span>
              {begins(meeting.at_ms, now.value)}
              {meeting.moved && <small>{words.movedOnce}</small>}
            </span>
            {(session.pod || isHost(session.view.value!)) && (
              <Button
                class="text"
                open={moving === meeting.day}
                act={() => move(moving === meeting.day ? null : meeting.day)}
              >
                {words.notThisTime}
              </Button>
            )}
            {moving === meeting.day && <Move session={session} meeting={meeting} done={() => move(null)} />}
          </li>
        ))}
      </ul>
      <Calendar at={`/api/c/${session.id}`} />
    </>
  );
}

function Move({ session, meeting, done }: { session: Session; meeting: Meeting; done: () => void }) {
  const { day, at_ms } = meeting;
  const [to, set] = useState(field(at_ms));
  const to_ms = new Date(to).getTime();
  const changed = Number.isFinite(to_ms) && to !== field(at_ms);
  const act = (to_ms?: number) => {
    session.act({ type: 'move_meeting', moved: { day, ...(to_ms !== undefined && { to_ms }) } });
    tell(to_ms === undefined ? words.fallsOut : words.movedTo(begins(to_ms, now.value)));
    done();
  };
  return (
    <form
      class="move"
      onSubmit={event => {
        event.preventDefault();
        if (changed) act(to_ms);
      }}
    >
      <Field label={words.instead}>
        <input type="datetime-local" value={to} onInput={event => set(event.currentTarget.value)} required />
      </Field>
      <p class="row">
        <button type="submit" class="solid" disabled={!changed}>
          {words.moveIt}
        </button>
        <Button class="plain" act={() => act()}>
          {words.letItFall}
        </Button>
      </p>
    </form>
  );
}
