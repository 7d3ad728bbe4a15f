import { useEffect, useState } from 'preact/hooks';
import { type Agreement, current, loadAgreements, withWaiting } from '../../live/agreements';
import type { Session } from '../../live/session';

interface Listed {
  all: Agreement[];
  /** Whether the board was asked, and answered. */
  came: boolean;
  /** Asks for more of them; none where there are no others. */
  further: (() => void) | undefined;
}

/** The current agreements of a space: those that the server listed, newer ones, and one's own unsent ones. */
export function useAgreements(session: Session): Listed {
  const [{ came, more }, set] = useState<{ came: boolean; more: string | null }>({ came: false, more: null });
  const live = session.word.value === 'live';
  const load = (after: string | null) =>
    void session.load(loadAgreements(session, after)).then(
      page => set({ came: true, more: page.more }),
      () => {},
    );
  useEffect(() => load(null), [live, session.began.value]);
  return { all: current(withWaiting(session)), came, further: more === null ? undefined : () => load(more) };
}
