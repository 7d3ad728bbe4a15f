import { locale, wall } from './words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const inUnits = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit });
const [minutes, hours] = [inUnits('minute'), inUnits('hour')];
const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
const [weekday, date] = [dated({ weekday: 'long' }), dated({ day: 'numeric', month: 'long' })];
const clock = dated({ hour: 'numeric', minute: '2-digit' });

/** How long ago, as roughly as a hall wants to know. */
export function ago(at_ms: number, now_ms: number): string {
  const past_ms = now_ms - at_ms;
  if (past_ms < MINUTE_MS) return wall.now;
  if (past_ms < HOUR_MS) return minutes.format(Math.floor(past_ms / MINUTE_MS));
  if (past_ms < 12 * HOUR_MS) return hours.format(Math.floor(past_ms / HOUR_MS));
  return (past_ms < 6 * DAY_MS ? weekday : date).format(at_ms);
}

export const hour = (at_ms: number): string => clock.format(at_ms);
