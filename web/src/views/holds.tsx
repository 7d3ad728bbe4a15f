import { dayName, today } from '../base/days';
import type { Session } from '../live/session';
import type { Shown } from '../live/view';
import { now } from '../page/clock';
import { paths } from '../page/route';
import { words } from '../words';
import { Link, Words } from './link';
import { author } from './person';

interface Props {
  session: Session;
  card: Shown;
  /** The trace that took it up. */
  taker: Shown | undefined;
}

/** What a trace holds out: an open end, or a promise; and who took it up, or what it came to. */
export function Holds({ session, card, taker }: Props) {
  const { state, open, open_end, facet, taken } = card;
  const view = session.view.peek()!;
  const to = (label: string) => (taker ? <Link to={paths.trail(session.id, taker)}>{label}</Link> : label);
  if (state === 'withdrawn') return null;
  if (open && open_end && session.isOn('open_ends'))
    return (
      <p class={taken === undefined ? 'open' : 'open taken'} dir="auto">
        <span>{words.someoneCould}</span> <Words text={open_end} />
        {taken !== undefined && <small>{to(words.takenUp(author(view, taker)))}</small>}
      </p>
    );
  if (!facet || !session.isOn('promises')) return null;
  return (
    <p class={taken === undefined ? 'will' : 'will kept'}>
      {taken === undefined ? words.iWill(dayName(facet.due, today(now.value, view.circle.time_zone))) : to(words.didIt)}
    </p>
  );
}
