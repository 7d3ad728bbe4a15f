// Texts about rounds and gatherings, for several parts.
import { clock, dayOf, format } from '../base/time';
import type { View } from '../live/view';
import type { Round } from '../protocol';
import { words } from '../words';
import { name } from './person';

const day = format({ weekday: 'short', day: 'numeric', month: 'short' });

/** A future or past time: today only the hour, otherwise day and hour. */
export const at = (at_ms: number, now_ms: number): string =>
  dayOf(at_ms) === dayOf(now_ms) ? clock(at_ms) : `${day(at_ms)}, ${clock(at_ms)}`;

/** Until when: the hour of today, the day of others. */
export const until = (at_ms: number, now_ms: number): string =>
  words.endsAt(dayOf(at_ms) === dayOf(now_ms) ? clock(at_ms) : day(at_ms));

/** From when to when: the day once, where it is the same. */
export function span(from_ms: number, to_ms: number, now_ms: number): string {
  if (dayOf(from_ms) === dayOf(to_ms)) {
    const from = dayOf(from_ms) === dayOf(now_ms) ? clock(from_ms) : at(from_ms, now_ms);
    return words.span(from, clock(to_ms));
  }
  return words.span(day(from_ms), day(to_ms - 1));
}

/** What a round asks: the words of its opener, or those of its kind. */
export const prompts = ({ kind, prompts: own }: Round): readonly string[] => own ?? words.prompts[kind];

/** Who opened it. */
export const asker = (view: View, { by }: Round): string =>
  by === view.me ? words.youAsk : words.asks(name(view.members.get(by)));
