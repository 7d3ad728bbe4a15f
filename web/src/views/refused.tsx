import type { Session } from '../live/session';
import { draft, sheet, write } from '../page/desk';
import type { Code } from '../protocol';
import { words } from '../words';

/** A deed that stepped aside: why, and what can be done about it. */
export function Aside({ session, id, code, edit }: { session: Session; id: string; code: Code; edit?: boolean }) {
  const again = () => {
    const item = session.outbox.items.value.find(item => item.id === id);
    if (item?.draft.deed.type !== 'leave') return;
    const { text, open_end = '', builds_on = [] } = item.draft.deed;
    if (!draft.value.text) write(session.id, { text, open_end, builds_on });
    sheet.value = { of: 'compose', retry: id };
  };
  return (
    <div class="aside" role="note">
      <p>{words.why(code)}</p>
      {edit && (
        <button type="button" onClick={again}>
          {words.edit}
        </button>
      )}
      <button type="button" onClick={() => session.outbox.discard(id)}>
        {words.discard}
      </button>
    </div>
  );
}
