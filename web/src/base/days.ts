// Calendar days, as 2026-12-04, in the circle's time zone.
import { words } from '../words';

const DAY_MS = 86_400_000;
const UTC = 'UTC';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(words.locale, { ...options, timeZone: UTC });
const weekday = format({ weekday: 'long' });
export const date = format({ weekday: 'short', day: 'numeric', month: 'long' });
const brief = [format({ weekday: 'short' }), format({ day: 'numeric', month: 'short' })] as const;

/** Swedish writes a day as the standard does. */
const inZone = (timeZone: string) =>
  new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
let zone: Intl.DateTimeFormat | undefined;
let zoned: string | undefined;

/** The day that a time is in. A time zone that this browser doesn't know counts as UTC. */
export function today(now_ms: number, time_zone = UTC): string {
  if (!zone || zoned !== time_zone) {
    zoned = time_zone;
    try {
      zone = inZone(time_zone);
    } catch {
      zone = inZone(UTC);
    }
  }
  return zone.format(now_ms);
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** A day's name, seen from another: "today", "Friday", "Fri 4 December"; `short`: where many stand beside each other. */
export function dayName(day: string, from: string, short?: boolean): string {
  const [near, far] = short ? brief : ([weekday, date] as const);
  const ahead = (Date.parse(day) - Date.parse(from)) / DAY_MS;
  if (ahead >= -1 && ahead <= 1) return [words.yesterday, words.today, words.tomorrow][ahead + 1]!;
  return (ahead > 0 && ahead < 7 ? near : far).format(Date.parse(day));
}
