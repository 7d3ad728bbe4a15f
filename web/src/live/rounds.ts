import type { Item } from '../outbox/item';
import type { Round } from '../protocol';
import { comparePositions } from '../rows/position';
import type { Session } from './session';

/** One's own last deed in a round, as long as it is on its way. */
export const given = ({ outbox, view }: Session, round: string): Item | undefined =>
  outbox.items.value.findLast(
    ({ state, position, draft: { deed } }) =>
      state !== 'refused' &&
      'round' in deed &&
      deed.round === round &&
      deed.type !== 'leave' &&
      deed.type !== 'end_round' &&
      !(position && comparePositions(position, view.value?.position ?? '') <= 0),
  );

/** Whether a round waits for the one who looks. */
export function isAsked(session: Session, { id, ended_at_ms }: Round): boolean {
  const own = session.view.value!.own(id);
  return !ended_at_ms && !own?.answered && !own?.passed && !given(session, id);
}

/** A round, also one that no list shows. */
export const round = ({ view }: Session, id: string): Round | undefined =>
  view.value!.rounds.find(round => round.id === id);
