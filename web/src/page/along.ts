import { effect } from '@preact/signals';
import { joined, know } from '../live/memory';
import type { Session } from '../live/session';
import { patternsSheet } from '../styles/patterns';
import { wake } from './wake';

/** What goes on beside a circle that is shown, once its first cards stand. Returns how to end it. */
export function along(session: Session): () => void {
  const unwake = wake(session);
  const unknow = effect(() => {
    const name = session.view.value?.circle.name;
    if (name && session.gate.value === 'in') know({ id: session.id, name });
  });
  // At every time that the board goes live, until it has been shown: also after a reload, or where the network went meanwhile.
  const unwelcome = effect(() => {
    if (session.word.value !== 'live' || !session.view.value?.me || !joined(session.id)) return;
    void welcome(session).catch(() => {});
  });
  return () => {
    unwake();
    unknow();
    unwelcome();
  };
}

/** Fails where the network does: the next time that the board is live tries again. */
async function welcome(session: Session): Promise<void> {
  const [agreements] = await Promise.all([import('../views/agreements'), patternsSheet()]);
  await agreements.welcome(session);
}
