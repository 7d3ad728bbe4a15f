import { INVITE_USES_MAX, type NewInvite } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';

const DAY_MS = 24 * 3_600_000;
const HOLDS_MS = [DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS];

/** How an invite is made: what it is called, for how long it holds, and for how many. */
export interface Terms {
  label: string;
  holds_ms: number;
  uses: string;
}
/** A week, for more than any hall holds. */
export const USUAL: Terms = { label: '', holds_ms: 7 * DAY_MS, uses: '200' };

/** The terms as they are sent. */
export const sent = ({ label, holds_ms, uses }: Terms): Partial<NewInvite> => ({
  holds_ms,
  uses_max: Number(uses),
  ...(label.trim() && { label: label.trim() }),
});

export function TermsFields({ terms, change }: { terms: Terms; change: (to: Terms) => void }) {
  return (
    <div class="grid">
      <Field label={words.label}>
        <input
          value={terms.label}
          maxLength={60}
          placeholder={words.labelHint}
          onInput={event => change({ ...terms, label: event.currentTarget.value })}
        />
      </Field>
      <Field label={words.holds}>
        <select
          value={terms.holds_ms}
          onChange={event => change({ ...terms, holds_ms: Number(event.currentTarget.value) })}
        >
          {HOLDS_MS.map(ms => (
            <option key={ms} value={ms}>
              {words.days(ms / DAY_MS)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.uses}>
        <input
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={INVITE_USES_MAX}
          value={terms.uses}
          onInput={event => change({ ...terms, uses: event.currentTarget.value })}
        />
      </Field>
    </div>
  );
}
