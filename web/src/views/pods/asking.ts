import { list, write } from '../../live/memory';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';

const KEPT_MAX = 200;

const key = ({ id, view }: Session) => `told out ${id} ${view.value!.me}`;

/** Traces whose author has answered a request, stored in this browser: nobody else learns the answer. */
export const answered = (session: Session): readonly string[] => list(key(session));

export const answer = (session: Session, trace: string): void =>
  write(key(session), [...answered(session).filter(id => id !== trace), trace].slice(-KEPT_MAX));

/** The viewer's traces in a pod that somebody asked to use in a story, newest first. */
export function askedFor(session: Session): Shown[] {
  const { space } = session;
  const done = new Set(answered(session));
  const marks = space?.rows.marks.rows().filter(({ asked }) => asked) ?? [];
  const cards = marks.flatMap(({ n }) => space?.cards.get(space.rows.cards.get(n)?.id ?? '') ?? []);
  return cards.filter(({ id, state }) => state === 'shown' && !done.has(id)).sort((a, b) => b.n - a.n);
}
