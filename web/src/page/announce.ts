import { beginning } from '../base/text';
import { read } from '../live/memory';
import type { Session } from '../live/session';
import { name } from '../views/person';
import { words } from '../words';
import { say } from './say';

/** What arrives within so long is announced together: nobody can listen to more. */
const TOGETHER_MS = 2_000;
const waiting: string[] = [];

/** Announces (aria-live polite) that others left traces, each once, and at most every two seconds. */
export function announce(session: Session, ids: readonly string[]): void {
  const { id, view } = session;
  // Only where its member switched that on; a pod goes by the id of its circle.
  if (read(`told ${id.slice(0, 36)}`)) void import('./mark').then(it => it.mark(session, ids)).catch(() => {});
  if (waiting.push(...ids) > ids.length) return;
  setTimeout(() => {
    const { cards, members } = view.value!;
    const theirs = waiting.splice(0).flatMap(id => cards.get(id) ?? []);
    const [one] = theirs;
    if (theirs.length === 1) say(words.arrivedOne(name(members.get(one!.by)), beginning(one!.text ?? '')));
    else if (one) say(words.newOnes(theirs.length));
  }, TOGETHER_MS);
}
