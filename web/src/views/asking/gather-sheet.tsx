import { useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { field, instant } from '../../base/local';
import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';
import { Picked } from './picked';

const HOUR = 3_600_000;
/** The next full hour. */
const soon = () => Math.ceil(serverNow() / HOUR) * HOUR;

/** Opens a gathering, or changes one: a name, from, to. */
export function GatherSheet({ session, id }: { session: Session; id?: string | undefined }) {
  const before = session.view.value!.gatherings.find(gathering => gathering.id === id);
  const [name, setName] = useState(before?.name ?? '');
  const [from, setFrom] = useState(() => field(before?.from_ms ?? soon()));
  const [to, setTo] = useState(() => field(before?.to_ms ?? soon() + 3 * HOUR));
  const [begins, ends] = [instant(from), instant(to)];
  const lasts_ms = (ends?.at_ms ?? Number.NaN) - (begins?.at_ms ?? Number.NaN);
  const wrong =
    lasts_ms <= 0
      ? words.endsFirst
      : lasts_ms > GATHERING_MS_MAX
        ? words.tooLong
        : (begins?.at_ms ?? 0) - serverNow() > GATHERING_AHEAD_MS_MAX
          ? words.tooFar
          : null;
  const ready = name.trim() !== '' && lasts_ms > 0 && !wrong;
  const send = () => {
    const span = { from_ms: begins!.at_ms, to_ms: ends!.at_ms };
    closeSheet();
    if (!before) {
      session.act({ type: 'open_gathering', name: name.trim(), ...span });
      return go(paths.together(session.id));
    }
    // A field shows no seconds: what wasn't touched stays as it is.
    session.act({
      type: 'change_gathering',
      gathering: before.id,
      ...(name.trim() !== before.name && { name: name.trim() }),
      ...(from !== field(before.from_ms) && { from_ms: span.from_ms }),
      ...(to !== field(before.to_ms) && { to_ms: span.to_ms }),
    });
  };
  const changed =
    !before || name.trim() !== before.name || from !== field(before.from_ms) || to !== field(before.to_ms);
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (ready && changed) send();
      }}
    >
      <Field label={words.gatheringName}>
        <input dir="auto" value={name} maxLength={60} onInput={event => setName(event.currentTarget.value)} required />
      </Field>
      <Field label={words.fromTime}>
        <input type="datetime-local" value={from} onInput={event => setFrom(event.currentTarget.value)} required />
        <Picked picked={begins} />
      </Field>
      <Field label={words.toTime}>
        <input type="datetime-local" value={to} onInput={event => setTo(event.currentTarget.value)} required />
        <Picked picked={ends} />
      </Field>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <p class="row">
        <button type="submit" class="solid" disabled={!ready || !changed}>
          {before ? words.save : words.gather}
        </button>
      </p>
    </form>
  );
}
