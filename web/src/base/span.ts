import { words } from '../words';

const DAY = 24 * 60 * 60_000;
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(words.locale, options);
const date = format({ day: 'numeric', month: 'long' });
const month = format({ month: 'short', year: 'numeric' });

/** The day that something ends. */
export const until = (at_ms: number): string => words.ends(date.format(at_ms));

/** A span of time, by days if it is near, by months if it is far. */
export function span(from_ms: number, to_ms: number, now_ms: number): string {
  return (now_ms - from_ms < 300 * DAY ? date : month).formatRange(from_ms, to_ms);
}
