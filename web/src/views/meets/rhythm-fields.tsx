import { serverNow } from '../../base/clock';
import type { Every, Rhythm } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const EVERY: { name: string; every: Every }[] = [
  { name: 'week', every: 'week' },
  { name: 'fortnight', every: 'fortnight' },
  ...(['first', 'second', 'third', 'fourth', 'last'] as const).map(month => ({ name: month, every: { month } })),
];

/** The value of an "every" in the select. */
const named = (every: Every): string => (typeof every === 'string' ? every : every.month);

/** Today, in this browser's time zone. */
const today = (): string => {
  const now = new Date(serverNow());
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** The suggestion for a space without a rhythm. */
export const freshRhythm = (): Rhythm => ({
  every: 'week',
  on: 'thu',
  at: '19:30',
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  from: today(),
});

/** A day, a time and how often, in a time zone that stays where the circle is. */
export function RhythmFields({ it, change }: { it: Rhythm; change: (part: Partial<Rhythm>) => void }) {
  return (
    <>
      <Field label={words.howOften}>
        <select
          value={named(it.every)}
          onChange={event => change({ every: EVERY.find(({ name }) => name === event.currentTarget.value)!.every })}
        >
          {EVERY.map(({ name }) => (
            <option key={name} value={name}>
              {words.every[name as keyof typeof words.every]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.onDay}>
        <select value={it.on} onChange={event => change({ on: event.currentTarget.value as Rhythm['on'] })}>
          {DAYS.map((day, index) => (
            <option key={day} value={day}>
              {words.weekday(index)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.atTime}>
        <input type="time" required value={it.at} onInput={event => change({ at: event.currentTarget.value })} />
      </Field>
      <Field label={words.beginsOn}>
        <input type="date" required value={it.from} onInput={event => change({ from: event.currentTarget.value })} />
      </Field>
      <p class="quiet wide">{words.clocksOf(it.time_zone)}</p>
    </>
  );
}
