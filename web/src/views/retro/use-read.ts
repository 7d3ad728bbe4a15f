import { useEffect, useState } from 'preact/hooks';
import { type Read, readRetro } from '../../live/retro';
import type { Session } from '../../live/session';
import type { Round } from '../../protocol';

/** Loads the answers to a retro, for those who answered or passed; again whenever its row or the viewer's own mark changes. */
export function useRead(session: Session, round: Round): { read: Read | null; failed: boolean; mayRead: boolean } {
  const [read, set] = useState<Read | null>(null);
  const [failed, setFailed] = useState(false);
  const own = session.view.value!.own(round.id);
  const mayRead = Boolean(own?.answered || own?.passed);
  const live = session.word.value === 'live';
  const told = JSON.stringify([own, round.answered, round.ended_at_ms, round.stirred, live, session.began.value]);
  useEffect(() => {
    if (!mayRead) return undefined;
    let left = false;
    readRetro(session, round.id).then(
      got => {
        if (left) return;
        set(got);
        setFailed(false);
      },
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [round.id, told]);
  return { read, failed, mayRead };
}
