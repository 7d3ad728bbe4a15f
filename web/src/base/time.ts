import { words } from '../words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const narrow = (unit: string) => new Intl.NumberFormat(words.locale, { style: 'unit', unit, unitDisplay: 'short' });
const minutes = narrow('minute');
const hours = narrow('hour');
const clock = new Intl.DateTimeFormat(words.locale, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(words.locale, { dateStyle: 'full', timeStyle: 'short' });
const weekday = new Intl.DateTimeFormat(words.locale, { weekday: 'long' });
const date = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long' });
const dated = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat(words.locale, { month: 'short', year: 'numeric' });

/** Local midnight that begins the day of `at_ms`. */
export function dayOf(at_ms: number): number {
  return new Date(at_ms).setHours(0, 0, 0, 0);
}

/** A trace's time on its card: how long ago, or the hour of an earlier day (whose name stands above it). */
export function ago(at_ms: number, now_ms: number): string {
  const past = now_ms - at_ms;
  if (past < MINUTE) return words.justNow;
  if (past < HOUR) return minutes.format(Math.floor(past / MINUTE));
  if (past < 12 * HOUR && dayOf(at_ms) === dayOf(now_ms)) return hours.format(Math.floor(past / HOUR));
  return clock.format(at_ms);
}

/** The day's name, for the line between two days. */
export function day(at_ms: number, now_ms: number): string {
  const days = Math.round((dayOf(now_ms) - dayOf(at_ms)) / DAY);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  if (days < 7) return weekday.format(at_ms);
  return (new Date(at_ms).getFullYear() === new Date(now_ms).getFullYear() ? date : dated).format(at_ms);
}

/** A time where no day stands above it. */
export function when(at_ms: number, now_ms: number): string {
  return now_ms - at_ms < 12 * HOUR ? ago(at_ms, now_ms) : day(at_ms, now_ms);
}

const ahead = new Intl.RelativeTimeFormat(words.locale, { numeric: 'auto' });

/** When something ends. */
export function until(at_ms: number, now_ms: number): string {
  const left = at_ms - now_ms;
  return words.ends(
    left < 2 * DAY
      ? ahead.format(Math.max(1, Math.round(left / HOUR)), 'hour')
      : ahead.format(Math.round(left / DAY), 'day'),
  );
}

/** The whole time, for a title and for machines. */
export const whole = (at_ms: number): string => full.format(at_ms);
export const iso = (at_ms: number): string => new Date(at_ms).toISOString();

/** A stretch of time by its months. */
export function span(from_ms: number, to_ms: number, now_ms: number): string {
  if (now_ms - from_ms < 300 * DAY) {
    const [first, last] = [day(from_ms, now_ms), day(to_ms, now_ms)];
    return first === last ? first : `${first} – ${last}`;
  }
  return month.formatRange(from_ms, to_ms);
}

/** How long a trail has gone on. */
export function lasting(from_ms: number, to_ms: number): string {
  const days = Math.max(1, Math.round((dayOf(to_ms) - dayOf(from_ms)) / DAY) + 1);
  const [unit, count] =
    days < 60 ? ['day', days] : days < 700 ? ['month', Math.round(days / 30.4)] : ['year', Math.round(days / 365)];
  return new Intl.NumberFormat(words.locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(
    count as number,
  );
}
