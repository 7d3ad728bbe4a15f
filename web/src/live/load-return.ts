import type { Board } from './board';
import { type Back, silence_ms } from './keeper';
import type { Visit } from './memory';

/** After so long an absence a return shows what is new even if nothing grew from one's own traces. */
const LONG_MS = 12 * 3_600_000;

/** What a member sees first after an absence; null if there is nothing, or it is another member. */
export async function loadReturn(board: Board, seen: Visit): Promise<Back | null> {
  const { space, who } = board;
  if (!space || seen.me !== who.me) return null;
  const { grown, joined = [] } = await board.mine([], seen.at_ms);
  const { rows } = space;
  const back = {
    grown: grown.flatMap(n => rows.cards.get(n)?.id ?? []),
    joined: joined.flatMap(n => rows.people.get(n) ?? []),
  };
  const theirs = board.view.value?.feed.some(({ at_ms, by }) => at_ms > seen.at_ms && by !== who.me);
  const wentOn = silence_ms(seen) > LONG_MS && theirs === true;
  return back.grown.length + back.joined.length > 0 || wentOn ? back : null;
}
