import { useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { closeSheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { words } from '../../words';
import { onceHere } from '../asking/once-here';
import { HOUR, nextHour, SpanFields, useSpan } from '../asking/span';
import { Field } from '../forms/field';

const WHEN = ['hour', 'two', 'time'] as const;

/** Opens a gathering and the retro in it, in one act. */
export function RetroSheet({ session }: { session: Session }) {
  const [name, setName] = useState<string>(words.retroName);
  const [when, setWhen] = useState<(typeof WHEN)[number]>('hour');
  const span = useSpan(nextHour(), nextHour() + HOUR);
  const timed = when === 'time';
  const ready = name.trim() !== '' && (!timed || span.ready);
  const send = () => {
    // As the page's own clock has it, which moves by the minute: so it runs at once.
    const now_ms = Math.min(now.value, serverNow());
    const times = timed
      ? { from_ms: span.begins!.at_ms, to_ms: span.ends!.at_ms }
      : { from_ms: now_ms, to_ms: now_ms + (when === 'hour' ? 1 : 2) * HOUR };
    const gathering = session.act({ type: 'open_gathering', name: name.trim(), ...times });
    session.act({ type: 'open_round', kind: 'retro', gathering });
    closeSheet();
    onceHere(
      session,
      view => view.gatherings,
      gathering,
      () => go(paths.gathering(session.id, gathering)),
    );
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
      {timed && <SpanFields {...span} />}
      {timed && span.wrong && (
        <p class="wrong" role="alert">
          {span.wrong}
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
