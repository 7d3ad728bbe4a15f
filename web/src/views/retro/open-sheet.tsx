import { useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { field, instant } from '../../base/local';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { closeSheet, sheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX } from '../../protocol';
import { words } from '../../words';
import { Picked } from '../asking/picked';
import { Field } from '../forms/field';

const HOUR = 3_600_000;
const WHEN = ['hour', 'two', 'time'] as const;

/** Opens a gathering and the retro in it, in one act. */
export function RetroSheet({ session }: { session: Session }) {
  const [name, setName] = useState<string>(words.retroName);
  const [when, setWhen] = useState<(typeof WHEN)[number]>('hour');
  const [from, setFrom] = useState(() => field(Math.ceil(serverNow() / HOUR) * HOUR));
  const [to, setTo] = useState(() => field(Math.ceil(serverNow() / HOUR) * HOUR + HOUR));
  const [begins, ends] = [instant(from), instant(to)];
  const lasts_ms = (ends?.at_ms ?? Number.NaN) - (begins?.at_ms ?? Number.NaN);
  const wrong =
    when !== 'time'
      ? null
      : lasts_ms <= 0
        ? words.endsFirst
        : lasts_ms > GATHERING_MS_MAX
          ? words.tooLong
          : (begins?.at_ms ?? 0) - serverNow() > GATHERING_AHEAD_MS_MAX
            ? words.tooFar
            : null;
  const ready = name.trim() !== '' && !wrong && (when !== 'time' || lasts_ms > 0);
  const send = () => {
    // As the page's own clock has it, which moves by the minute: so it runs at once.
    const now_ms = Math.min(now.value, serverNow());
    const span =
      when === 'time'
        ? { from_ms: begins!.at_ms, to_ms: ends!.at_ms }
        : { from_ms: now_ms, to_ms: now_ms + (when === 'hour' ? 1 : 2) * HOUR };
    const gathering = session.act({ type: 'open_gathering', name: name.trim(), ...span });
    session.act({ type: 'open_round', kind: 'retro', gathering });
    closeSheet();
    shown(session, gathering);
  };
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <p class="quiet">{words.retroLead}</p>
      <Field label={words.gatheringName}>
        <input dir="auto" value={name} maxLength={60} onInput={event => setName(event.currentTarget.value)} required />
      </Field>
      <Field label={words.whenIsIt}>
        <select value={when} onChange={event => setWhen(event.currentTarget.value as typeof when)}>
          {WHEN.map(each => (
            <option key={each} value={each}>
              {words.retroWhen[each]}
            </option>
          ))}
        </select>
      </Field>
      {when === 'time' && (
        <>
          <Field label={words.fromTime}>
            <input type="datetime-local" value={from} onInput={event => setFrom(event.currentTarget.value)} required />
            <Picked picked={begins} />
          </Field>
          <Field label={words.toTime}>
            <input type="datetime-local" value={to} onInput={event => setTo(event.currentTarget.value)} required />
            <Picked picked={ends} />
          </Field>
        </>
      )}
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <p class="row">
        <button type="submit" class="solid" disabled={!ready}>
          {words.openRetro}
        </button>
      </p>
    </form>
  );
}

/** Goes to a gathering once the board has it, where nothing else was opened meanwhile. */
function shown(session: Session, id: string): void {
  const stop = session.view.subscribe(view => {
    if (!view?.gatherings.some(gathering => gathering.id === id)) return;
    queueMicrotask(() => stop());
    if (!sheet.peek()) go(paths.gathering(session.id, id));
  });
}
