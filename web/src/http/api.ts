import type { MinePage, Snapshot } from '../protocol';
import { call } from './call';

/** What a board asks for later. */
export type Api = ReturnType<typeof import('./more').more>;

/** What a board begins with. `space`: a circle by its id, or where one of its pods is below it. */
export function first(space: string) {
  const at = `/api/c/${space}`;
  return {
    // Exactly as the document's preload names it.
    snapshot: () => call<Snapshot>('GET', `${at}/snapshot`),
    /** With `since_ms` also what grew from one's own after that, and who came in. */
    mine: (cards: readonly number[], since_ms: number | null, at_least: string | null) => {
      const asks = { cards: cards.join(), grown_since_ms: since_ms, joined_since_ms: since_ms, at_least };
      const given = Object.entries(asks).filter(([, value]) => value);
      const asked = given.map(each => each.join('=')).join('&');
      return call<MinePage>('GET', `${at}/mine${asked && `?${asked}`}`);
    },
  };
}
