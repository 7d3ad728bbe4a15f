import type { Session } from '../../live/session';
import type { With } from '../../live/view';
import { picked } from '../../page/asked';
import { closeSheet } from '../../page/desk';
import { Days } from '../forms/days';

/** Another day for a promise. */
export function Day({ session, trace }: { session: Session; trace: string }) {
  const view = session.view.value!;
  const due = (view.cards.get(trace) as With<'promise'> | undefined)?.facet?.due;
  const pick = (day: string) => {
    closeSheet();
    if (day === due) return;
    picked(session.id, view.me, trace, day);
    session.act({ type: 'move_facet', trace, to: { is: 'promise', due: day } });
  };
  return <Days session={session} day={due} pick={pick} />;
}
