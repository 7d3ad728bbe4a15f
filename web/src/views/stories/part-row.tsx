import { useEffect, useRef } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import { change, move, type Part, telling } from '../../page/telling';
import { words } from '../../words';
import { Button } from '../button';
import { author, Disc } from '../person';
import { draggable } from './drag';

interface Props {
  session: Session;
  part: Part;
  at: number;
  /** Puts a place for words before another part. */
  write: (at: number) => void;
  /** It was just put there to be written in. */
  fresh: boolean;
}

/** One part of a story in the composer: words, or a trace; moved by dragging or by buttons. */
export function PartRow({ session, part, at, write, fresh }: Props) {
  const row = useRef<HTMLLIElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => void (fresh && area.current?.focus()), []);
  const { parts } = telling.value;
  const set = (to: string) =>
    change(session, { parts: parts.map(each => (each.key === part.key ? { key: part.key, words: to } : each)) });
  const before = parts[at - 1];
  const by = (label: string, kind: string, to: number) => (
    <Button class={kind} label={label} disabled={to < 0 || to >= parts.length} act={() => move(session, at, to)} />
  );
  return (
    <li ref={row} class={'words' in part ? 'writes' : 'cites'}>
      {/* Before a trace there is room for words, unless some stand there. */}
      {!('words' in part) && !(before && 'words' in before) && (
        <Button class="between" act={() => write(at)}>
          {words.writeHere}
        </Button>
      )}
      <div>
        <span
          class="grip"
          aria-hidden="true"
          title={words.dragIt}
          onPointerDown={event => draggable(event, row.current!, (from, to) => move(session, from, to))}
        />
        {'words' in part ? (
          <textarea
            ref={area}
            dir="auto"
            rows={2}
            value={part.words}
            aria-label={words.storyWords}
            placeholder={words.wordsHint}
            onInput={event => set(event.currentTarget.value)}
          />
        ) : (
          <Trace session={session} trace={part.trace} />
        )}
        <span class="moves">
          {by(words.moveUp, 'higher', at - 1)}
          {by(words.moveDown, 'lower', at + 1)}
          <Button
            class="drop"
            label={words.dropPart}
            act={() => change(session, { parts: parts.filter(({ key }) => key !== part.key) })}
          />
        </span>
      </div>
    </li>
  );
}

function Trace({ session, trace }: { session: Session; trace: string }) {
  const view = session.view.value!;
  const card = view.cards.get(trace);
  return (
    <p>
      <Disc member={view.members.get(card?.by ?? '')} />
      <span dir="auto">
        <b>{card ? author(view, card) : words.earlier}</b>{' '}
        {card && (card.state === 'shown' ? beginning(card.text ?? '', 200) : words.gone[card.state])}
      </span>
    </p>
  );
}
