import { dayOf } from '../../base/time';
import { words } from '../../words';

const DAY_MS = 86_400_000;

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(words.locale, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const weekday = format({ weekday: 'long' });
const date = format({ weekday: 'short', day: 'numeric', month: 'long' });

/** When something begins, in this browser's time zone. */
export function begins(at_ms: number, now_ms: number): string {
  const days = Math.round((dayOf(at_ms) - dayOf(now_ms)) / DAY_MS);
  const day = days <= 0 ? words.today : days === 1 ? words.tomorrow : (days < 7 ? weekday : date).format(at_ms);
  return `${day}, ${clock.format(at_ms)}`;
}

/** A time as the browser's own field for one has it: local, to the minute. */
export function field(at_ms: number): string {
  const local = new Date(at_ms - new Date(at_ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
