import { dayName, plusDays } from '../../base/days';
import type { Session } from '../../live/session';
import { REVIEW_DAYS_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { dayOf } from './line';

interface Props {
  session: Session;
  legend: string;
  pick: (day: string | undefined) => void;
  /** Whether there may be none. */
  none?: boolean;
}

/** The day of a review, by a tap: from tomorrow to half a year ahead. */
export function ReviewDays({ session, legend, pick, none }: Props) {
  const today = dayOf(session);
  const [first, last] = [plusDays(today, 1), plusDays(today, REVIEW_DAYS_MAX)];
  return (
    <fieldset class="days reviews">
      <legend>{legend}</legend>
      {none && (
        <Button class="chip" act={() => pick(undefined)}>
          {words.noDay}
        </Button>
      )}
      {words.reviewIn.map(([days, label]) => {
        const day = plusDays(today, days);
        return (
          <Button key={days} class="chip" act={() => pick(day)}>
            <span>{label}</span>
            {days > 1 && <small>{dayName(day, today, true)}</small>}
          </Button>
        );
      })}
      <label class="chip">
        <span>{words.otherReview}</span>
        <input
          type="date"
          aria-label={words.otherReview}
          min={first}
          max={last}
          onChange={event => {
            const { value } = event.currentTarget;
            if (value >= first && value <= last) pick(value);
          }}
        />
      </label>
    </fieldset>
  );
}
