import type { Session } from '../../live/session';
import type { View } from '../../live/view';
import { sheet } from '../../page/desk';

/** Acts once the board has what was just opened, where nothing else was opened meanwhile. */
export function onceHere(
  session: Session,
  among: (view: View) => readonly { id: string }[],
  id: string,
  act: () => void,
) {
  const stop = session.view.subscribe(view => {
    if (!view || !among(view).some(each => each.id === id)) return;
    queueMicrotask(() => stop());
    if (!sheet.peek()) act();
  });
}
