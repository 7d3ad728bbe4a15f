import { NEEDS } from '../../live/live-view';
import type { Session } from '../../live/session';
import type { Pattern } from '../../protocol';
import { comparePositions } from '../../rows/position';
import { words } from '../../words';

type Named = keyof typeof words.pattern;

/** What the circle uses beside plain traces: each can be switched off, and then is nowhere to be seen. */
export function Patterns({ session }: { session: Session }) {
  const off = offSoon(session);
  const set = (pattern: Pattern, on: boolean) =>
    session.act({ type: 'change_circle', off: [...off.filter(each => each !== pattern), ...(on ? [] : [pattern])] });
  return (
    <ul class="rows switches">
      {(Object.keys(words.pattern) as Named[]).map(each => {
        const needed = NEEDS[each] as Named | undefined;
        const without = needed && off.includes(needed);
        return (
          <li key={each}>
            <label>
              <span>
                <b>{words.pattern[each][0]}</b>
                <small>{words.pattern[each][1]}</small>
                {without && <small>{words.needsPattern(words.pattern[needed][0])}</small>}
              </span>
              <input
                type="checkbox"
                checked={!without && !off.includes(each)}
                disabled={without}
                onChange={event => set(each, event.currentTarget.checked)}
              />
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** What is off once all that waits went out: two switches in a row would undo each other if both began at what is known. */
function offSoon({ off, outbox, view }: Session): readonly Pattern[] {
  const reached = view.value!.position ?? '';
  const waiting = outbox.items.value.flatMap(({ space, state, position, draft: { deed } }) => {
    const known = state === 'refused' || (position && comparePositions(position, reached) <= 0);
    return !space && !known && deed.type === 'change_circle' && deed.off ? [deed.off] : [];
  });
  return waiting.at(-1) ?? off.value;
}
