// The weave, loaded while it is shown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { reads } from '../http/more';
import type { GroupsPage, Member, WeavePage } from '../protocol';
import type { Session } from './session';

/** The shortest time between two loads, while the board changes. */
const AGAIN_MS = 3_000;

/** The people of an answer by their numbers. */
export const people = (members: readonly Member[]): ReadonlyMap<number, Member> =>
  new Map(members.map(member => [member.n, member]));

/** The present weave, or the error. */
export function useWeave(session: Session): { page: WeavePage | undefined; error: unknown } {
  const [page, set] = useState<WeavePage>();
  const [error, fail] = useState<unknown>();
  const asked_ms = useRef(-AGAIN_MS);
  const position = session.view.value?.position;
  const word = session.word.value;
  useEffect(() => {
    let gone = false;
    const wait_ms = Math.max(0, asked_ms.current + AGAIN_MS - performance.now());
    const timer = setTimeout(() => {
      asked_ms.current = performance.now();
      reads(`/api/c/${session.id}`)<WeavePage>('weave', { at_least: position }).then(
        page => {
          if (gone) return;
          set(page);
          fail(undefined);
        },
        error => !gone && fail(error),
      );
    }, wait_ms);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [position, word]);
  return { page, error };
}

/** Groups of a size in which the most new ties arise. */
export const groups = ({ id, view }: Session, size: number): Promise<GroupsPage> =>
  reads(`/api/c/${id}`)<GroupsPage>('reconnect', { size, at_least: view.value?.position ?? null });
