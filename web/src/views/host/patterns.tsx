import { NEEDS } from '../../live/live-view';
import type { Session } from '../../live/session';
import type { Pattern } from '../../protocol';
import { words } from '../../words';

type Named = keyof typeof words.pattern;

/** What the circle uses beside plain traces: each can be switched off, and then is nowhere to be seen. */
export function Patterns({ session }: { session: Session }) {
  const off = session.off.value;
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
                checked={session.isOn(each)}
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
