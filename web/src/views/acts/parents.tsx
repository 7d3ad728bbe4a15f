import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import { loadCard } from '../../live/load-card';
import type { Session } from '../../live/session';
import type { Composing } from '../../page/desk';
import { draft, write } from '../../page/draft';
import { words } from '../../words';
import { Button } from '../button';
import { name } from '../person';
import { Pick } from './pick';
import { Takes } from './takes';

interface Props {
  session: Session;
  most: number;
  picked: () => void;
  open: Composing;
}

/** What the new trace builds on, and those that can be woven in. */
export function Parents({ session, most, picked, open }: Props) {
  const [picking, setPicking] = useState(false);
  const view = session.view.value!;
  const { builds_on, takes_up = [] } = draft.value;
  const card = (id: string) => view.cards.get(id) ?? session.pending.value.leaves.find(leaf => leaf.id === id);
  const set = (ids: string[]) => write(session, { builds_on: ids });
  const away = builds_on.filter(id => !card(id)).join();
  useEffect(() => {
    // A draft may be older than what the page holds.
    if (away) void session.load(loadCard(away)).catch(() => {});
  }, [away]);
  return (
    <div class="parents">
      {builds_on.map(id => {
        const its = card(id);
        const gone = its && its.state !== 'shown';
        return (
          <Fragment key={id}>
            <p class="on">
              <span>
                {words.buildsOn} <b>{its ? name(view.members.get(its.by)) : words.earlier}</b>
                {gone ? ` · ${words.isGone}` : its?.text && <bdi> · {beginning(its.text)}</bdi>}
              </span>
              <Button class="drop" label={words.dropParent} act={() => set(builds_on.filter(other => other !== id))} />
            </p>
            <Takes
              session={session}
              card={its}
              on={takes_up.includes(id)}
              set={on => write(session, { takes_up: [...takes_up.filter(other => other !== id), ...(on ? [id] : [])] })}
            />
          </Fragment>
        );
      })}
      {builds_on.length < most && view.feed.some(card => card.state === 'shown' && !builds_on.includes(card.id)) && (
        <Button class="also" open={picking} act={() => setPicking(!picking)}>
          {builds_on.length > 0 ? words.also : words.buildOnSome}
        </Button>
      )}
      {picking && builds_on.length < most && (
        <Pick
          session={session}
          but={builds_on}
          open={open}
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
