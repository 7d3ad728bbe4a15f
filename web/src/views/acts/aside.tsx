import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import type { Item } from '../../outbox/item';
import { edit } from '../../page/desk';
import type { Deed } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';

export interface AsideProps {
  session: Session;
  item: Item;
  /** Lets go of it, where the outbox doesn't hold it. */
  drop?: () => void;
}

/** Few ever need it. */
const Outside = later(new Part(() => import('./outside')), it => it.Outside, Nothing);

/** A deed that stepped aside: why, and what can be done about it. */
export function Aside({ session, item, drop }: AsideProps) {
  const { id, code, draft: refused, space } = item;
  const { deed } = refused;
  // No card shows what was done in a pod that one is not in any more.
  if (space !== undefined && space !== session.pod)
    return <Outside session={session} item={item} drop={drop ?? (() => session.outbox.discard(id))} />;
  const { text, open_end = '', facet } = deed as Partial<Extract<Deed, { type: 'leave' }>>;
  const { due } = (facet ?? {}) as { due?: string };
  const again =
    text !== undefined &&
    // An agreement's words are edited on its page.
    (!facet || due || facet.is === 'story') &&
    (() => {
      if ('told' in deed) return void import('../stories').then(it => it.tellAgain(id, deed));
      if (deed.type === 'leave') {
        const { builds_on = [], takes_up = [], tries, learned, crossed, joint } = deed;
        edit(
          { retry: id, ...(tries && { tries }), ...(learned && { learned }), ...(crossed && { crossed }) },
          { text, open_end, builds_on, takes_up, due, joint },
        );
      } else if (deed.type === 'reword') edit({ reword: deed.trace, retry: id }, { text, open_end });
    });
  // The words of an answer that came too late are its author's to leave all the same.
  const late = deed.type === 'answer' ? deed.answers.filter(Boolean).join('\n') : '';
  return (
    <div class="aside" role="alert">
      {/* All that a page can send of another form is a day that is over by now. */}
      <p>{facet && code === 'bad_request' ? words.dayOver : words.why(code!)}</p>
      {(deed.type === 'reword' || deed.type === 'retell') && <blockquote dir="auto">{deed.text}</blockquote>}
      {late && <blockquote dir="auto">{late}</blockquote>}
      {late && <Button act={() => edit({ retry: id }, { text: late, open_end: '' })}>{words.letOut}</Button>}
      {again && <Button act={again}>{words.edit}</Button>}
      <Button act={() => session.outbox.discard(id)}>{words.discard}</Button>
    </div>
  );
}
