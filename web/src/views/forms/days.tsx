import { dayName, plusDays, today } from '../../base/days';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { PROMISE_DAYS_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';

/** Today and six more days go by their names, then two weeks. */
const OFFERED = [0, 1, 2, 3, 4, 5, 6, 7, 14];

interface Props {
  session: Session;
  day: string | undefined;
  pick: (day: string) => void;
}

/** A day within six weeks, by a tap. */
export function Days({ session, day, pick }: Props) {
  const first = today(now.value, session.view.value!.circle.time_zone);
  const last = plusDays(first, PROMISE_DAYS_MAX);
  const offered = OFFERED.map(days => plusDays(first, days));
  const other = day && !offered.includes(day) ? day : '';
  return (
    <fieldset class="days">
      <legend>{words.byWhen}</legend>
      {offered.map(each => (
        <Button key={each} class="chip" pressed={each === day} act={() => pick(each)}>
          {dayName(each, first, true)}
        </Button>
      ))}
      <label class={other ? 'chip on' : 'chip'}>
        <span>{other ? dayName(other, first, true) : words.otherDay}</span>
        <input
          type="date"
          aria-label={words.otherDay}
          min={first}
          max={last}
          value={other}
          onChange={event => {
            const { value } = event.currentTarget;
            if (value >= first && value <= last) pick(value);
          }}
        />
      </label>
    </fieldset>
  );
}
