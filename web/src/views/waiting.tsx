import type { Session } from '../live/session';
import type { Item } from '../outbox/item';
import type { Card } from '../protocol';
import { words } from '../words';
import { BuildsOn } from './builds-on';
import { stable } from './feed';
import { Words } from './link';
import { Disc } from './person';
import { Aside } from './refused';

/** One's own trace on its way: waiting, settling, or refused. */
export function Waiting({ session, card, item }: { session: Session; card: Card; item: Item }) {
  const view = session.view.value!;
  const refused = item.state === 'refused';
  return (
    <li class={refused ? 'card waiting refused' : 'card waiting'} style={{ '--w': 0.5 }} data-trace={card.id}>
      <BuildsOn session={session} parents={stable(card, view.cards)} ids={card.builds_on} members={view.members} />
      <p class="who">
        <Disc member={view.members.get(view.me)} />
        <span>{words.you}</span>
        <em>{refused ? words.refused : words.waiting}</em>
      </p>
      <p class="say" dir="auto">
        <Words text={card.text!} />
      </p>
      {card.open_end && (
        <p class="open" dir="auto">
          <span>{words.someoneCould}</span> <Words text={card.open_end} />
        </p>
      )}
      {refused && <Aside session={session} id={item.id} code={item.code!} edit />}
    </li>
  );
}
