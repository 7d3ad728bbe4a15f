import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { draft, write } from '../../page/draft';
import { words } from '../../words';
import { Button } from '../button';
import { name } from '../person';
import { Pick } from './pick';
import { Takes } from './takes';

/** What the new trace builds on, and those that can be woven in. */
export function Parents({ session, most, picked }: { session: Session; most: number; picked: () => void }) {
  const [picking, setPicking] = useState(false);
  const view = session.view.value!;
  const { builds_on, takes_up = [] } = draft.value;
  const card = (id: string) => view.cards.get(id) ?? session.pending.value.leaves.find(leaf => leaf.id === id);
  const set = (ids: string[]) => write(session, { builds_on: ids });
  return (
    <div class="parents">
      {builds_on.map(id => (
        <Fragment key={id}>
          <p class="on">
            <span>
              {words.buildsOn} <b>{name(view.members.get(card(id)?.by ?? ''))}</b> · {beginning(card(id)?.text ?? '')}
            </span>
            <Button class="drop" label={words.dropParent} act={() => set(builds_on.filter(other => other !== id))} />
          </p>
          <Takes
            session={session}
            card={card(id)}
            on={takes_up.includes(id)}
            set={on => write(session, { takes_up: [...takes_up.filter(other => other !== id), ...(on ? [id] : [])] })}
          />
        </Fragment>
      ))}
      {builds_on.length < most && view.feed.some(card => card.state === 'shown' && !builds_on.includes(card.id)) && (
        <Button class="also" open={picking} act={() => setPicking(!picking)}>
          {builds_on.length > 0 ? words.also : words.buildOnSome}
        </Button>
      )}
      {picking && builds_on.length < most && (
        <Pick
          session={session}
          but={builds_on}
          pick={id => {
            set([...builds_on, id]);
            setPicking(false);
            picked();
          }}
        />
      )}
    </div>
  );
}
