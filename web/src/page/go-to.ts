import type { Place } from '../live/memory';
import { loadOlder } from '../live/older';
import type { Session } from '../live/session';
import { CARDS_MAX } from '../protocol';

/** How many pages are loaded to reach a card: 4,000 traces. */
const PAGES_MAX = 20;
/** Cards that come into view get their real height and move others; after so long that has settled. */
const SETTLED_MS = 1_500;

/** Scrolls the feed so that a card is where it was, whatever came above it. Stops if the user scrolls meanwhile. */
export async function goTo(session: Session, { id, top }: Place): Promise<void> {
  const touched = new AbortController();
  for (const kind of ['wheel', 'pointerdown', 'touchmove', 'keydown'])
    addEventListener(kind, () => touched.abort(), { signal: touched.signal, passive: true });
  const listed = () => session.view.value?.feed.some(card => card.id === id) ?? false;
  try {
    for (let page = 0; page < PAGES_MAX && !listed() && session.view.value?.more; page += 1)
      await session.load((api, space) => loadOlder(api, space, CARDS_MAX));
  } catch {
    // As far as it could be loaded.
  }
  const until_ms = performance.now() + SETTLED_MS;
  for (;;) {
    await new Promise(requestAnimationFrame);
    if (touched.signal.aborted || performance.now() > until_ms) break;
    // Far from the eye only its run is there: once that is near, its cards are drawn.
    const card = document.querySelector(`.feed [data-trace="${id}"], .feed [data-of*="${id}"]`);
    if (!card?.getClientRects().length) continue;
    scrollBy({ top: card.getBoundingClientRect().top - top, behavior: 'instant' });
  }
  touched.abort();
}
