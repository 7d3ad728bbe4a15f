import type { Session } from '../live/session';
import type { Shown } from '../live/view';

const NONE: readonly Shown[] = [];

/** The open ends that nobody has taken up, and that one isn't about to take up oneself. None where the circle wants none. */
export function untaken(session: Session): readonly Shown[] {
  if (!session.isOn('open_ends')) return NONE;
  const { taken } = session.pending.value;
  const { openEnds } = session.view.value!;
  return taken.size > 0 ? openEnds.filter(card => !taken.has(card.id)) : openEnds;
}
