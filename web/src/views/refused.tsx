import type { Change } from '../live/overlay';
import type { Session } from '../live/session';
import type { Item } from '../outbox/item';
import { edit } from '../page/desk';
import { words } from '../words';
import { Button } from './button';

/** What to say of a trace in place of its time, as long as the outbox has something to do with it. */
export const standing = (change: Change | undefined): string | false | undefined =>
  change?.own && change.refused ? words.refused : change?.waiting && words.waiting;

/** A deed that stepped aside: why, and what can be done about it. */
export function Aside({ session, item: { id, code, draft: refused } }: { session: Session; item: Item }) {
  const { deed } = refused;
  const again = () => {
    if (deed.type !== 'leave') return;
    const { text, open_end = '', builds_on = [] } = deed;
    edit({ retry: id }, { text, open_end, builds_on });
  };
  // On a card one sees what was tried; elsewhere it is named.
  const about = 'member' in deed ? session.view.value!.members.get(deed.member) : undefined;
  const what = words.deeds[deed.type] && [words.deeds[deed.type], about?.name].filter(Boolean).join(' · ');
  return (
    <div class="aside" role="note">
      <p>
        {what && <b>{what}: </b>}
        {words.why(code!)}
      </p>
      {deed.type === 'leave' && <Button act={again}>{words.edit}</Button>}
      <Button act={() => session.outbox.discard(id)}>{words.discard}</Button>
    </div>
  );
}
