import { beginning } from '../base/text';
import type { Session } from '../live/session';
import { name } from '../views/person';
import { words } from '../words';
import { say } from './say';

/** Announces once (aria-live polite) that others left traces. The view that shows them follows in the same batch. */
export function announce({ view }: Session, ids: readonly string[]): void {
  queueMicrotask(() => {
    const { cards, members } = view.value ?? {};
    const theirs = ids.flatMap(id => cards?.get(id) ?? []);
    const [one] = theirs;
    if (theirs.length === 1) say(words.arrivedOne(name(members?.get(one!.by)), beginning(one!.text ?? '')));
    else if (one) say(words.newOnes(theirs.length));
  });
}
