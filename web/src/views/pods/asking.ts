import { read, write } from '../../live/memory';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';

const KEPT_MAX = 200;

const key = ({ id, view }: Session) => `told out ${id} ${view.value!.me}`;

/** Traces of which their author said, in this browser, whether they may be told: nobody else learns of it. */
export const answered = (session: Session): readonly string[] => read<string[]>(key(session)) ?? [];

export const answer = (session: Session, trace: string): void =>
  write(key(session), [...answered(session).filter(id => id !== trace), trace].slice(-KEPT_MAX));

/** One's own traces of a pod that somebody asks to tell, newest first. */
export function askedFor(session: Session): Shown[] {
  const { space } = session;
  const done = new Set(answered(session));
  const marks = space?.rows.marks.rows().filter(({ asked }) => asked) ?? [];
  const cards = marks.flatMap(({ n }) => space?.cards.get(space.rows.cards.get(n)?.id ?? '') ?? []);
  return cards.filter(({ id, state }) => state === 'shown' && !done.has(id)).sort((a, b) => b.n - a.n);
}
