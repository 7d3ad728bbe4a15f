import { useState } from 'preact/hooks';
import { field } from '../../base/local';
import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { words } from '../../words';
import { Field } from '../forms/field';
import { HOUR, nextHour, SpanFields, useSpan } from './span';

/** Opens a gathering, or changes one: a name, from, to. */
export function GatherSheet({ session, id }: { session: Session; id?: string | undefined }) {
  const before = session.view.value!.gatherings.find(gathering => gathering.id === id);
  const [name, setName] = useState(before?.name ?? '');
  const span = useSpan(before?.from_ms ?? nextHour(), before?.to_ms ?? nextHour() + 3 * HOUR);
  const { from, to, begins, ends, wrong } = span;
  const ready = name.trim() !== '' && span.ready;
  const send = () => {
    const times = { from_ms: begins!.at_ms, to_ms: ends!.at_ms };
    closeSheet();
    if (!before) {
      session.act({ type: 'open_gathering', name: name.trim(), ...times });
      return go(paths.together(session.id));
    }
    // A field shows no seconds: what wasn't touched stays as it is.
    session.act({
      type: 'change_gathering',
      gathering: before.id,
      ...(name.trim() !== before.name && { name: name.trim() }),
      ...(from !== field(before.from_ms) && { from_ms: times.from_ms }),
      ...(to !== field(before.to_ms) && { to_ms: times.to_ms }),
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
      <SpanFields {...span} />
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
