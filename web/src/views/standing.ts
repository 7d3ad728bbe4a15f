import type { Change } from '../live/pending';
import { words } from '../words';

/** What a card shows instead of its time while the outbox has an item about it. */
export const standing = (change: Change | undefined): string | false | undefined =>
  change?.own && change.refused ? words.refused : change?.waiting && words.waiting;
