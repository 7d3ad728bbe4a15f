import type { Pending } from '../live/overlay';
import type { Session } from '../live/session';
import { words } from '../words';
import { BuildsOn } from './builds-on';
import { Who } from './person';
import { Aside } from './refused';
import { Said } from './said';

/** One's own trace on its way: waiting, settling, or refused. */
export function Waiting({ session, card, item }: Pending & { session: Session }) {
  const view = session.view.value!;
  const refused = item.state === 'refused';
  return (
    <li class={refused ? 'card waiting refused' : 'card waiting'} style={{ '--w': 0.5 }} data-trace={card.id}>
      <BuildsOn
        session={session}
        parents={card.builds_on.map(id => view.cards.get(id))}
        ids={card.builds_on}
        members={view.members}
      />
      <Who card={card} view={view} note={refused ? words.refused : words.waiting} />
      <Said {...card} />
      {refused && <Aside session={session} item={item} />}
    </li>
  );
}
