import type { Session } from '../../live/session';
import { words } from '../../words';

/** How the board comes onto the screen of a hall. */
export function Wall(_: { session: Session }) {
  return <p class="lead">{words.wallLead}</p>;
}
