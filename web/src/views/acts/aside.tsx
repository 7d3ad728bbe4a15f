import type { Session } from '../../live/session';
import type { Item } from '../../outbox/item';
import { edit } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';

/** A deed that stepped aside: why, and what can be done about it. */
export function Aside({ session, item: { id, code, draft: refused } }: { session: Session; item: Item }) {
  const { deed } = refused;
  const again =
    'text' in deed &&
    (() => {
      const { text, open_end = '' } = deed;
      if (deed.type === 'leave') {
        const { builds_on = [], takes_up = [], facet, tries, learned, joint } = deed;
        edit(
          { retry: id, ...(tries && { tries }), ...(learned && { learned }) },
          { text, open_end, builds_on, takes_up, due: facet?.due, joint },
        );
      } else if (deed.type === 'reword') edit({ reword: deed.trace, retry: id }, { text, open_end });
    });
  return (
    <div class="aside" role="alert">
      {/* All that a page can send of another form is a day that is over by now. */}
      <p>{'facet' in deed && code === 'bad_request' ? words.dayOver : words.why(code!)}</p>
      {deed.type === 'reword' && <blockquote dir="auto">{deed.text}</blockquote>}
      {again && <Button act={again}>{words.edit}</Button>}
      <Button act={() => session.outbox.discard(id)}>{words.discard}</Button>
    </div>
  );
}
