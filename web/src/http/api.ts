import type { MinePage, Snapshot } from '../protocol';
import { call } from './call';

/** The requests that a board makes later. */
export type Api = ReturnType<typeof import('./more').more>;

/** The first requests of a board. `space`: a circle's id, or the path of a pod below it. */
export function first(space: string) {
  const at = `/api/c/${space}`;
  return {
    // Exactly the address of the document's preload.
    snapshot: () => call<Snapshot>('GET', `${at}/snapshot`),
    /** With `since_ms` also what grew from one's own traces since then, and who joined. */
    mine: (cards: readonly number[], since_ms: number | null, at_least: string | null) => {
      const asks = { cards: cards.join(), grown_since_ms: since_ms, joined_since_ms: since_ms, at_least };
      const given = Object.entries(asks).filter(([, value]) => value);
      const asked = given.map(each => each.join('=')).join('&');
      return call<MinePage>('GET', `${at}/mine${asked && `?${asked}`}`);
    },
  };
}
