import type { Api } from '../http/api';
import { IDS_MAX } from '../protocol';
import type { Fold } from './fold';

const ROUNDS_MAX = 8;

/** Fetches, in batches, what the fold can't know from its window and the entries since. */
export async function fetchMissing(api: Api, fold: Fold, changed: () => void): Promise<void> {
  // One request at a time; what turns up missing meanwhile goes with the next.
  if (fold.busy) return;
  fold.busy = true;
  try {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const cards = fold.missing.cards.slice(0, IDS_MAX);
      const seeds = fold.missing.trails.slice(0, IDS_MAX);
      if (cards.length + seeds.length === 0) break;
      if (cards.length > 0) fold.addCards(await api.cards(cards, fold.position), cards);
      if (seeds.length > 0) fold.addTrails(await api.trails(seeds, fold.position), seeds);
      changed();
    }
  } catch {
    // The next entry or snapshot asks again; until then a placeholder stands there.
  } finally {
    fold.busy = false;
  }
}
