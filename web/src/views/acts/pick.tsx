import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Api } from '../../http/api';
import { loadOlder } from '../../live/older';
import type { Session } from '../../live/session';
import { type Composing, sheet } from '../../page/desk';
import { route } from '../../page/route';
import { CARDS_MAX } from '../../protocol';
import type { Space } from '../../rows/space';
import { words } from '../../words';
import { why } from '../../words/why';
import { More } from '../beside/more';
import { Button } from '../button';
import { Disc, name } from '../person';
import { useSearch } from './found';

/** How many are listed. */
const LISTED_MAX = 200;
const loadMany = (api: Api, space: Space) => loadOlder(api, space, CARDS_MAX);

/** A text normalised for searching: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

interface Props {
  session: Session;
  /** Those that are picked already. */
  but: readonly string[];
  open: Composing;
  pick: (id: string) => void;
}

/** Traces to build on, newest first: by going on to older ones, or by words and names, which the server looks for in all of them. */
export function Pick({ session, but, open, pick }: Props) {
  const [sought, seek] = useState('');
  const search = useSearch(session, sought);
  const view = session.view.value!;
  const by = (id: string) => name(view.members.get(id));
  const parts = plain(sought).split(/\s+/);
  const has = (text: string) => parts.every(part => text.includes(part));
  // What is here is found at once, and without a network.
  const here = view.feed.filter(({ by: who, text }) => has(plain(`${by(who)} ${text}`)));
  const ids = new Set(here.map(({ id }) => id));
  const older = (search?.hits.value ?? []).flatMap(({ card }) => (ids.has(card.id) ? [] : [card]));
  const found = [...here, ...older]
    .filter(({ id, state }) => state === 'shown' && !but.includes(id))
    .slice(0, LISTED_MAX);
  const asks = sought.trim() !== '';
  const looking = asks && (!search || search.busy.value || search.partial.value);
  return (
    <div class="pick">
      {route.value.at === 'now' && (
        <Button
          class="infeed"
          act={() => {
            sheet.value = { ...open, folded: true };
          }}
        >
          {words.inFeed}
        </Button>
      )}
      <input
        type="search"
        dir="auto"
        aria-label={words.findTrace}
        placeholder={words.findTrace}
        value={sought}
        onInput={event => seek(event.currentTarget.value)}
      />
      <ul>
        {found.map(card => (
          <li key={card.id}>
            <Button act={() => pick(card.id)}>
              <Disc member={view.members.get(card.by)} />
              <span dir="auto">
                <b>{by(card.by)}</b> {beginning(card.text ?? '')}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {!asks && view.more && found.length < LISTED_MAX && <More session={session} label={words.older} get={loadMany} />}
      {asks && search?.more.value && found.length < LISTED_MAX && (
        <Button class="also" act={() => search.older()}>
          {words.older}
        </Button>
      )}
      {asks && search?.failed.value !== undefined && <p class="quiet">{why(search.failed.value)}</p>}
      {asks && !looking && found.length === 0 && !search?.failed.value && <p class="quiet">{words.noTraceFound}</p>}
    </div>
  );
}
