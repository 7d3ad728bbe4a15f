import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../../base/clock';
import { meetings } from '../../http/meetings';
import type { Session } from '../../live/session';
import type { Meeting } from '../../protocol';

/** A timer's longest wait: browsers end one that is longer at once. */
const WAIT_MS_MAX = 2 ** 31 - 1;

/** The next meetings, soonest first: loaded again when the rhythm changes, when the connection is back, and when one has begun. */
export function useComing(session: Session): readonly Meeting[] {
  const { circle } = session.view.value!;
  const [coming, set] = useState<readonly Meeting[]>([]);
  const [begun, next] = useState(0);
  const live = session.word.value === 'live';
  const rule = JSON.stringify([circle.rhythm, circle.moved]);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const came = ({ meetings }: { meetings: Meeting[] }) => {
      if (!wanted) return;
      set(meetings);
      const [first] = meetings;
      if (!first) return;
      timer = setTimeout(() => next(begun + 1), Math.min(first.at_ms - serverNow() + 1_000, WAIT_MS_MAX));
    };
    // The former meetings are shown until then: an old line below the name is not wrong, only late.
    meetings(`/api/c/${session.id}`)
      .next()
      .then(came, () => {});
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [session.id, rule, begun, live]);
  return coming;
}
