import type { Change } from '../live/pending';
import { words } from '../words';

/** What to say of a trace in place of its time, as long as the outbox has something to do with it. */
export const standing = (change: Change | undefined): string | false | undefined =>
  change?.own && change.refused ? words.refused : change?.waiting && words.waiting;
