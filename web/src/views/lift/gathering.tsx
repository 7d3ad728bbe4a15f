import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { words } from '../../words';
import { author } from '../person';
import { Up } from '../up';
import { Heading, Lines } from './part';

/** A gathering from above: what its traces grew from, what they left open, and what was learned in it. */
export function GatheringAbove({ session, cards }: { session: Session; cards: readonly Shown[] }) {
  const view = session.view.value!;
  const standing = cards.filter(({ state }) => state === 'shown');
  const own = new Set(cards.map(({ id }) => id));
  const from = new Set(standing.flatMap(({ builds_on }) => builds_on).filter(id => !own.has(id)));
  const grewFrom = [...from].flatMap(id => view.cards.get(id) ?? []).filter(({ state }) => state === 'shown');
  const open = standing.filter(
    ({ open, open_end, facet, taken }) =>
      taken === undefined &&
      ((open && open_end && session.isOn('open_ends')) || (facet?.is === 'promise' && session.isOn('promises'))),
  );
  const learned = standing.filter(({ learned }) => learned && session.learns);
  return (
    <>
      <Up session={session} />
      <Heading title={words.grewFrom} none={grewFrom.length === 0}>
        <Lines session={session} cards={grewFrom} />
      </Heading>
      <Heading title={words.isOpen} none={open.length === 0}>
        <Lines session={session} cards={open} note={card => card.open_end ?? author(view, card)} />
      </Heading>
      <Heading title={words.wasLearned} none={learned.length === 0}>
        <Lines session={session} cards={learned} />
      </Heading>
    </>
  );
}
