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
import { More } from '../beside/more';
import { Button } from '../button';
import { Disc, name } from '../person';

/** How many are listed; older ones are found by searching. */
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

/** Traces to build on, newest first: by their words or their author's name, or by going on to older ones. */
export function Pick({ session, but, open, pick }: Props) {
  const [sought, seek] = useState('');
  const view = session.view.value!;
  const by = (id: string) => name(view.members.get(id));
  const parts = plain(sought).split(/\s+/);
  const has = (text: string) => parts.every(part => text.includes(part));
  const found = view.feed
    .filter(
      ({ id, by: who, state, text }) => state === 'shown' && !but.includes(id) && has(plain(`${by(who)} ${text}`)),
    )
    .slice(0, LISTED_MAX);
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
      {view.more && found.length < LISTED_MAX && <More session={session} label={words.older} get={loadMany} />}
      {!view.more && found.length === 0 && <p class="quiet">{words.noTraceFound}</p>}
    </div>
  );
}
