import type { Place } from '../live/memory';
import { loadOlder } from '../live/older';
import type { Session } from '../live/session';
import { CARDS_MAX } from '../protocol';

/** So many pages are loaded on the way down to a card: 4,000 traces, about what a phone scrolls through in a day. */
const PAGES_MAX = 20;
/** What comes into view takes its own height, and moves what is below; after so long it stands. */
const SETTLED_MS = 1_500;

/** Brings the feed to where a card stands as it stood, also where much came above it. Whoever begins to scroll meanwhile is left alone. */
export async function goTo(session: Session, { id, top }: Place): Promise<void> {
  const touched = new AbortController();
  for (const kind of ['wheel', 'pointerdown', 'touchmove', 'keydown'])
    addEventListener(kind, () => touched.abort(), { signal: touched.signal, passive: true });
  const listed = () => session.view.value?.feed.some(card => card.id === id) ?? false;
  try {
    for (let page = 0; page < PAGES_MAX && !listed() && session.view.value?.more; page += 1)
      await session.load((api, space) => loadOlder(api, space, CARDS_MAX));
  } catch {
    // As far as the network let it.
  }
  const until_ms = performance.now() + SETTLED_MS;
  while (performance.now() < until_ms && !touched.signal.aborted) {
    await new Promise(requestAnimationFrame);
    if (touched.signal.aborted) break;
    const card = document.querySelector<HTMLElement>(`.feed [data-trace="${CSS.escape(id)}"]`);
    if (!card?.getClientRects().length) continue;
    scrollBy({ top: card.getBoundingClientRect().top - top, behavior: 'instant' });
  }
  touched.abort();
}
