import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import { Days } from '../forms/days';

/** Another day for a promise. */
export function Day({ session, trace }: { session: Session; trace: string }) {
  const due = session.view.value!.cards.get(trace)?.facet?.due;
  const pick = (day: string) => {
    closeSheet();
    if (day !== due) session.act({ type: 'move_facet', trace, to: { is: 'promise', due: day } });
  };
  return <Days session={session} day={due} pick={pick} />;
}
