import { today } from '../../base/days';
import { dueName } from '../../base/due';
import type { With } from '../../live/view';
import { now } from '../../page/clock';
import { paths } from '../../page/route';
import { words } from '../../words';
import type { Held } from '../holds';
import { Link } from '../link';

/** A promise's day; once it is kept, a link to the trace that kept it. An overdue one looks like any other. */
export function Will({ session, card: { facet, taken }, taker }: Held) {
  if (taken === undefined) {
    const day = today(now.value, session.view.peek()!.circle.time_zone);
    const { due } = facet as With<'promise'>['facet'];
    return <p class="will">{due === day ? words.iWillToday : words.iWill(dueName(due, day))}</p>;
  }
  return (
    <p class="will kept">{taker ? <Link to={paths.trail(session.id, taker)}>{words.iDidIt}</Link> : words.iDidIt}</p>
  );
}
