import { useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { field, instant } from '../../base/local';
import { GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX } from '../../protocol';
import { words } from '../../words';
import { Field } from '../forms/field';
import { Picked } from './picked';

export const HOUR = 3_600_000;

/** The next full hour. */
export const nextHour = () => Math.ceil(serverNow() / HOUR) * HOUR;

/** From when to when, as it is typed, and what is wrong about it. */
export function useSpan(from_ms: number, to_ms: number) {
  const [from, setFrom] = useState(() => field(from_ms));
  const [to, setTo] = useState(() => field(to_ms));
  const [begins, ends] = [instant(from), instant(to)];
  const lasts_ms = (ends?.at_ms ?? Number.NaN) - (begins?.at_ms ?? Number.NaN);
  const wrong =
    lasts_ms <= 0
      ? words.endsFirst
      : lasts_ms > GATHERING_MS_MAX
        ? words.tooLong
        : (begins?.at_ms ?? 0) - serverNow() > GATHERING_AHEAD_MS_MAX
          ? words.tooFar
          : null;
  return { from, to, setFrom, setTo, begins, ends, wrong, ready: lasts_ms > 0 && !wrong };
}

/** The two fields of a span. */
export function SpanFields({ from, to, setFrom, setTo, begins, ends }: ReturnType<typeof useSpan>) {
  return (
    <>
      <Field label={words.fromTime}>
        <input type="datetime-local" value={from} onInput={event => setFrom(event.currentTarget.value)} required />
        <Picked picked={begins} />
      </Field>
      <Field label={words.toTime}>
        <input type="datetime-local" value={to} onInput={event => setTo(event.currentTarget.value)} required />
        <Picked picked={ends} />
      </Field>
    </>
  );
}
