import { useState } from 'preact/hooks';
import { plusDays, today } from '../../base/days';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { closeSheet } from '../../page/desk';
import { INTENTION_GRAPHEMES_MAX, POD_DAYS_MAX, POD_PLACES_MAX, POD_PLACES_MIN, TEXT_BYTES_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';
import { freshRhythm, RhythmFields } from '../meets/rhythm-fields';

/** So many are suggested: enough to be some, few enough to all know each other. */
const PLACES = 5;
/** Six weeks: long enough to get somewhere, short enough to commit to. */
const DAYS = 42;
const COUNTS = Array.from({ length: POD_PLACES_MAX - POD_PLACES_MIN + 1 }, (_, index) => POD_PLACES_MIN + index);

/** The content of the form, kept while its sheet is closed. */
let begun = { intention: '', places: PLACES };

/** Calls a pod: an intention is all that has to be said. */
export function Call({ session }: { session: Session }) {
  const first = today(now.value, session.view.value!.circle.time_zone);
  const [{ intention, places }, set] = useState(begun);
  const [ends_on, end] = useState(plusDays(first, DAYS));
  const [rhythm, meet] = useState<ReturnType<typeof freshRhythm> | null>(null);
  const change = (part: Partial<typeof begun>) => {
    begun = { ...begun, ...part };
    set(begun);
  };
  const said = intention.trim();
  const last = plusDays(first, POD_DAYS_MAX);
  const fits = said !== '' && room(said, INTENTION_GRAPHEMES_MAX, TEXT_BYTES_MAX) >= 0;
  const ready = fits && ends_on >= first && ends_on <= last;
  const call = (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    session.act({ type: 'call_pod', intention: said, places, ends_on, ...(rhythm && { rhythm }) });
    begun = { intention: '', places: PLACES };
    closeSheet();
  };
  return (
    <form onSubmit={call}>
      <Field label={words.intention}>
        <input
          dir="auto"
          required
          value={intention}
          placeholder={words.intentionHint}
          onInput={event => change({ intention: event.currentTarget.value })}
        />
      </Field>
      <fieldset class="counts">
        <legend>{words.places}</legend>
        {COUNTS.map(each => (
          <Button key={each} class="chip" pressed={each === places} act={() => change({ places: each })}>
            {`${each}`}
          </Button>
        ))}
      </fieldset>
      <Field label={words.lastDay}>
        <input
          type="date"
          required
          min={first}
          max={last}
          value={ends_on}
          onChange={event => end(event.currentTarget.value)}
        />
      </Field>
      {session.isOn('rhythm') && (
        <label class="check">
          <input type="checkbox" checked={rhythm !== null} onChange={() => meet(rhythm ? null : freshRhythm())} />
          <span>{words.meetIn}</span>
        </label>
      )}
      {rhythm && (
        <div class="grid">
          <RhythmFields it={rhythm} change={part => meet({ ...rhythm, ...part })} />
        </div>
      )}
      <button type="submit" class="solid" disabled={!ready}>
        {words.call}
      </button>
    </form>
  );
}
