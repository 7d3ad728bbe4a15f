import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import { when } from '../../base/time';
import { loadOlder } from '../../live/older';
import type { Session } from '../../live/session';
import { now } from '../../page/clock';
import { roomFor, telling } from '../../page/telling';
import { words } from '../../words';
import { More } from '../beside/more';
import { Button } from '../button';
import { author, Disc } from '../person';

/** Picks traces of the feed by hand, newest first; they come into the story oldest first. */
export function Picker({ session, done }: { session: Session; done: (traces: readonly string[]) => void }) {
  const [picked, set] = useState<ReadonlySet<string>>(new Set());
  const view = session.view.value!;
  const { parts, story } = telling.value;
  const cited = new Set(parts.map(part => ('trace' in part ? part.trace : '')));
  const offered = view.feed.filter(({ id, state }) => state === 'shown' && !cited.has(id) && id !== story);
  const full = picked.size >= roomFor(telling.value);
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    set(next);
  };
  return (
    <div class="picker">
      <ul>
        {offered.map(card => (
          <li key={card.id}>
            <label>
              <input
                type="checkbox"
                checked={picked.has(card.id)}
                disabled={full && !picked.has(card.id)}
                onChange={() => toggle(card.id)}
              />
              <Disc member={view.members.get(card.by)} />
              <span dir="auto">
                <b>{author(view, card)}</b> {beginning(card.text ?? '', 120)}
              </span>
              <time>{when(card.at_ms, now.value)}</time>
            </label>
          </li>
        ))}
      </ul>
      {view.more && <More session={session} label={words.older} get={loadOlder} />}
      <p class="row">
        {full && <span class="over">{words.storyFull}</span>}
        <Button class="plain" act={() => done([])}>
          {words.cancel}
        </Button>
        <Button
          class="solid"
          disabled={picked.size === 0}
          act={() =>
            done(
              offered
                .filter(({ id }) => picked.has(id))
                .reverse()
                .map(({ id }) => id),
            )
          }
        >
          {words.addThese(picked.size)}
        </Button>
      </p>
    </div>
  );
}
