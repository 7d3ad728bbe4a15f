import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { draft, write } from '../../page/draft';
import { words } from '../../words';
import { Button } from '../button';
import { Disc, name } from '../person';
import { Takes } from './takes';

const OFFERED = 12;

/** What the new trace builds on, and the recent ones that can be woven in. */
export function Parents({ session, most, picked }: { session: Session; most: number; picked: () => void }) {
  const [picking, setPicking] = useState(false);
  const view = session.view.value!;
  const { builds_on, takes_up = [] } = draft.value;
  const card = (id: string) => view.cards.get(id) ?? session.pending.value.leaves.find(leaf => leaf.id === id);
  const set = (ids: string[]) => write(session, { builds_on: ids });
  const offered = view.feed.filter(card => card.state === 'shown' && !builds_on.includes(card.id)).slice(0, OFFERED);
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
      {builds_on.length < most && offered.length > 0 && (
        <Button class="also" open={picking} act={() => setPicking(!picking)}>
          {builds_on.length > 0 ? words.also : words.buildOnSome}
        </Button>
      )}
      {picking && builds_on.length < most && (
        <ul class="pick">
          {offered.map(card => (
            <li key={card.id}>
              <Button
                act={() => {
                  set([...builds_on, card.id]);
                  setPicking(false);
                  picked();
                }}
              >
                <Disc member={view.members.get(card.by)} />
                <span>
                  <b>{name(view.members.get(card.by))}</b> {beginning(card.text ?? '')}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
