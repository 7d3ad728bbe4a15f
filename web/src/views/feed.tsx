import { day, dayOf } from '../base/time';
import type { Session } from '../live/session';
import { held, showHeld } from '../page/arrivals';
import { now } from '../page/clock';
import type { Card as CardState } from '../protocol';
import { words } from '../words';
import { Button } from './button';
import { Card } from './card';
import { Older } from './older';
import { Waiting } from './waiting';

/** The one column, newest first, its days named. */
export function Feed({ session }: { session: Session }) {
  const view = session.view.value!;
  const { leaves, changes } = session.pending.value;
  const cards = held.value.size > 0 ? view.feed.filter(card => !held.value.has(card.id)) : view.feed;
  const now_ms = now.value;
  let before = dayOf(now_ms);
  const rows = cards.flatMap((card: CardState) => {
    const its = dayOf(card.at_ms);
    const line = its === before ? [] : [<Day key={`day ${its}`} name={day(card.at_ms, now_ms)} />];
    before = its;
    const parents = stable(card, view.cards);
    return [
      ...line,
      <Card
        key={card.id}
        session={session}
        card={card}
        members={view.members}
        change={changes.get(card.id)}
        parents={parents}
      />,
    ];
  });
  return (
    <>
      {held.value.size > 0 && (
        <div class="pill">
          <Button act={showHeld}>{words.newPill(held.value.size)}</Button>
        </div>
      )}
      <ol class="feed" aria-label={words.feed}>
        {leaves.map(({ card, item }) => (
          <Waiting key={card.id} session={session} card={card} item={item} />
        ))}
        {rows}
      </ol>
      {cards.length === 0 && leaves.length === 0 && <p class="empty">{words.emptyFeed}</p>}
      {view.more && <Older session={session} />}
    </>
  );
}

const Day = ({ name }: { name: string }) => <li class="day">{name}</li>;

/** The parents of a card, as the same array as long as they are the same cards, so that the card can skip. */
const known = new WeakMap<CardState, readonly (CardState | undefined)[]>();

export function stable(card: CardState, cards: ReadonlyMap<string, CardState>): readonly (CardState | undefined)[] {
  const kept = known.get(card);
  const parents = card.builds_on.map(id => cards.get(id));
  if (kept && parents.every((parent, index) => parent === kept[index])) return kept;
  known.set(card, parents);
  return parents;
}
