import type { Session } from '../live/session';
import type { Shown } from '../live/view';

const NONE: readonly Shown[] = [];

/** The open ends that nobody has taken up, also not an unsent trace of one's own. None if the circle switched them off. */
export function untaken(session: Session): readonly Shown[] {
  if (!session.isOn('open_ends')) return NONE;
  const { taken } = session.pending.value;
  const { openEnds } = session.view.value!;
  return taken.size > 0 ? openEnds.filter(card => !taken.has(card.id)) : openEnds;
}
