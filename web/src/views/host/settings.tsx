import { useEffect, useState } from 'preact/hooks';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { tell } from '../../page/say';
import { CIRCLE_NAME_GRAPHEMES_MAX, NAME_BYTES_MAX } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';

const HOUR_MS = 3_600_000;
/** Between them lies what circles live by: what was left in the morning at a retreat is half as warm by night. */
const OFFERED = [
  { ms: 12 * HOUR_MS, ...words.fades.day },
  { ms: 7 * 24 * HOUR_MS, ...words.fades.week },
  { ms: 30 * 24 * HOUR_MS, ...words.fades.month },
];

/** The circle's name, how fast its trails fade, and where its days begin. */
export function Settings({ session }: { session: Session }) {
  const { circle } = session.view.value!;
  const [name, setName] = useState(circle.name);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [zone, setZone] = useState(circle.time_zone ?? here);
  // Until a host sets a time zone, it is that of the first host who opens this page.
  useEffect(() => {
    if (!circle.time_zone && session.word.value === 'live') session.act({ type: 'change_circle', time_zone: here });
  }, []);
  // What was set elsewhere meanwhile shows, until something is chosen here.
  const [chosen, setHalf] = useState<number>();
  const half = chosen ?? circle.half_life_ms;
  const fits = name.trim() !== '' && room(name.trim(), CIRCLE_NAME_GRAPHEMES_MAX, NAME_BYTES_MAX) >= 0;
  const zones = [...new Set([circle.time_zone, here, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(
    each => each !== undefined,
  );
  const changed = name.trim() !== circle.name || half !== circle.half_life_ms || zone !== circle.time_zone;
  // What is set already stays to be had, whatever it is.
  const other = OFFERED.some(({ ms }) => ms === circle.half_life_ms)
    ? []
    : [{ ms: circle.half_life_ms, ...words.fades.other(circle.half_life_ms / HOUR_MS) }];
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
      <fieldset class="choices wide">
        <legend>{words.staysWarm}</legend>
        {[...OFFERED, ...other].map(({ ms, name, means }) => (
          <label key={ms}>
            <input type="radio" name="half" checked={ms === half} onChange={() => setHalf(ms)} />
            <span>
              <b>{name}</b>
              <small>{means}</small>
            </span>
          </label>
        ))}
      </fieldset>
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
