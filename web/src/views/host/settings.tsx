import { useEffect, useState } from 'preact/hooks';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import { CIRCLE_NAME_GRAPHEMES_MAX, NAME_BYTES_MAX } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';

const HOUR_MS = 3_600_000;
const OFFERED_MS = [1, 3, 6, 12, 24, 72, 168, 720, 2160].map(hours => hours * HOUR_MS);

/** The circle's name, how fast its trails fade, and where its days begin. */
export function Settings({ session }: { session: Session }) {
  const { circle } = session.view.value!;
  const [name, setName] = useState(circle.name);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [zone, setZone] = useState(circle.time_zone ?? here);
  // Until a host says otherwise its days are those of the first who comes here.
  useEffect(() => {
    if (!circle.time_zone && session.word.value === 'live') session.act({ type: 'change_circle', time_zone: here });
  }, []);
  const [half, setHalf] = useState(circle.half_life_ms);
  const fits = name.trim() !== '' && room(name.trim(), CIRCLE_NAME_GRAPHEMES_MAX, NAME_BYTES_MAX) >= 0;
  const zones = [...new Set([circle.time_zone, here, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(
    each => each !== undefined,
  );
  const changed = name.trim() !== circle.name || half !== circle.half_life_ms || zone !== circle.time_zone;
  const offered = [...new Set([...OFFERED_MS, circle.half_life_ms])].sort((a, b) => a - b);
  const save = (event: Event) => {
    event.preventDefault();
    const named = name.trim() !== circle.name && { name: name.trim() };
    const halved = half !== circle.half_life_ms && { half_life_ms: half };
    const zoned = zone !== circle.time_zone && { time_zone: zone };
    session.act({ type: 'change_circle', ...named, ...halved, ...zoned });
    if (session.word.value === 'live') tell(words.saved);
  };
  return (
    <form class="grid" onSubmit={save}>
      <Field label={words.circleName}>
        <input value={name} onInput={event => setName(event.currentTarget.value)} />
      </Field>
      <Field label={words.fadesIn}>
        <select value={half} onChange={event => setHalf(Number(event.currentTarget.value))}>
          {offered.map(ms => (
            <option key={ms} value={ms}>
              {words.halfLife(ms / HOUR_MS)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.timeZone}>
        <select value={zone} onChange={event => setZone(event.currentTarget.value)}>
          {zones.map(each => (
            <option key={each} value={each}>
              {each.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </Field>
      <button type="submit" class="solid wide" disabled={!fits || !changed}>
        {words.save}
      </button>
    </form>
  );
}
