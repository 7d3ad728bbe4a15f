import type { Session } from '../live/session';
import type { Item } from '../outbox/item';
import { draft, sheet, write } from '../page/desk';
import { words } from '../words';
import { Button } from './button';

/** A deed that stepped aside: why, and what can be done about it. */
export function Aside({ session, item: { id, code, draft: refused } }: { session: Session; item: Item }) {
  const { deed } = refused;
  const again = () => {
    if (deed.type !== 'leave') return;
    const { text, open_end = '', builds_on = [] } = deed;
    // What somebody has begun to write stays; the refused words can still be read on their card.
    if (!draft.value.text) write(session.id, { text, open_end, builds_on });
    sheet.value = { of: 'compose', retry: id };
  };
  return (
    <div class="aside" role="note">
      <p>{words.why(code!)}</p>
      {deed.type === 'leave' && <Button act={again}>{words.edit}</Button>}
      <Button act={() => session.outbox.discard(id)}>{words.discard}</Button>
    </div>
  );
}
