import { Part } from '../../base/part';
import type { Session } from '../../live/session';
import { discard } from '../../outbox/amend';
import type { Item } from '../../outbox/item';
import { edit } from '../../page/desk';
import type { Deed } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { later, Nothing } from '../later';
import { again } from './again';

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
    return <Outside session={session} item={item} drop={drop ?? (() => discard(session, id))} />;
  const { facet } = deed as Partial<Extract<Deed, { type: 'leave' }>>;
  const change = again(session, item);
  // The words of an answer that came too late are its author's to leave all the same.
  const late = deed.type === 'answer' ? deed.answers.filter(Boolean).join('\n') : '';
  return (
    <div class="aside" role="alert">
      {/* All that a page can send of another form is a day that is over by now. */}
      <p>{facet && code === 'bad_request' ? words.dayOver : words.why(code!)}</p>
      {(deed.type === 'reword' || deed.type === 'retell') && <blockquote dir="auto">{deed.text}</blockquote>}
      {late && <blockquote dir="auto">{late}</blockquote>}
      {late && <Button act={() => edit({ retry: id }, { text: late, open_end: '' })}>{words.letOut}</Button>}
      {change && <Button act={change}>{words.edit}</Button>}
      <Button act={() => discard(session, id)}>{words.discard}</Button>
    </div>
  );
}
