import type { Item } from '../outbox/item';
import type { Round } from '../protocol';
import { comparePositions } from '../rows/position';
import type { Session } from './session';

/** One's own last deed in a round, while it is unsent. */
export const given = ({ outbox, view }: Session, round: string): Item | undefined =>
  [...outbox.items.value]
    .reverse()
    .find(
      ({ state, position, draft: { deed } }) =>
        state !== 'refused' &&
        (deed.type === 'answer' || deed.type === 'pass' || deed.type === 'take_answer_back') &&
        deed.round === round &&
        !(position && comparePositions(position, view.value?.position ?? '') <= 0),
    );

/** Whether a round waits for the viewer. */
export function isAsked(session: Session, round: Round): boolean {
  const { id, ended_at_ms } = round;
  const own = session.view.value!.own(id);
  return isKindOn(session, round) && !ended_at_ms && !own?.answered && !own?.passed && !given(session, id);
}

/** A round, also one that no list shows. */
export const round = ({ view }: Session, id: string): Round | undefined =>
  view.value!.rounds.find(round => round.id === id);

/** Whether rounds of its kind are shown: retros can be switched off by themselves. */
export const isKindOn = ({ isOn }: Session, { kind }: Round): boolean => isOn(kind === 'retro' ? 'retros' : 'rounds');
