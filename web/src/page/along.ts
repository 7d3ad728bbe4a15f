import { effect } from '@preact/signals';
import { joined, know } from '../live/memory';
import type { Session } from '../live/session';
import { patternsSheet } from '../styles/sheets';
import { goTo } from './go-to';
import { reading } from './place';
import { wake } from './wake';

/** Background tasks of a shown circle, started once its first cards are there. Returns a function that ends them. */
export function along(session: Session): () => void {
  const unwake = wake(session);
  const unknow = effect(() => {
    const name = session.view.value?.circle.name;
    if (name && session.gate.value === 'in') know({ id: session.id, name });
  });
  // A new snapshot lists only the newest: whoever read further down is led back to the card. Until then what stood below stays, empty.
  const unplace = effect(() => {
    const place = session.board.began.value > 1 && scrollY > 0 && reading();
    if (!place) return;
    const { style, scrollHeight } = document.body;
    style.minHeight = `${scrollHeight}px`;
    void goTo(session, place).then(() => {
      style.minHeight = '';
    });
  });
  // Each time that the board goes live, until it was shown: also after a reload or a lost network.
  const unwelcome = effect(() => {
    if (session.word.value !== 'live' || !session.view.value?.me || !joined(session.id)) return;
    void welcome(session).catch(() => {});
  });
  return () => {
    unwake();
    unknow();
    unplace();
    unwelcome();
  };
}

/** Fails where the network does: the next time that the board is live tries again. */
async function welcome(session: Session): Promise<void> {
  const [agreements] = await Promise.all([import('../views/agreements'), patternsSheet()]);
  await agreements.welcome(session);
}
