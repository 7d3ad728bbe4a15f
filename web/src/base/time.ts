import { words } from '../words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A format of times, made when it is used first: that takes as long as a whole screen of cards. */
export const format = (options: Intl.DateTimeFormatOptions) => {
  let made: Intl.DateTimeFormat;
  return (at_ms: number): string => {
    made ??= new Intl.DateTimeFormat(words.locale, options);
    return made.format(at_ms);
  };
};
/** The hour of a day. */
export const clock = format({ hour: 'numeric', minute: '2-digit' });
const weekday = format({ weekday: 'long' });
const date = format({ day: 'numeric', month: 'long' });
const dated = format({ day: 'numeric', month: 'long', year: 'numeric' });

function amount(count: number, unit: string): string {
  return new Intl.NumberFormat(words.locale, { style: 'unit', unit }).format(Math.floor(count));
}

/** Local midnight that begins the day of `at_ms`. */
export function dayOf(at_ms: number): number {
  return new Date(at_ms).setHours(0, 0, 0, 0);
}

/** A trace's time on its card: how long ago, or the hour of an earlier day (whose name stands above it). */
export function ago(at_ms: number, now_ms: number): string {
  const past = now_ms - at_ms;
  if (past < MINUTE) return words.justNow;
  if (past < HOUR) return amount(past / MINUTE, 'minute');
  if (past < 12 * HOUR && dayOf(at_ms) === dayOf(now_ms)) return amount(past / HOUR, 'hour');
  return clock(at_ms);
}

/** The day's name, for the line between two days. */
export function day(at_ms: number, now_ms: number): string {
  const days = Math.round((dayOf(now_ms) - dayOf(at_ms)) / DAY);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  if (days < 7) return weekday(at_ms);
  return (days < 300 ? date : dated)(at_ms);
}

/** A time without a heading for its day. */
export function when(at_ms: number, now_ms: number): string {
  return now_ms - at_ms < 12 * HOUR ? ago(at_ms, now_ms) : day(at_ms, now_ms);
}
