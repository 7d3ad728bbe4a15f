import { useEffect, useRef, useState } from 'preact/hooks';
import { room } from '../../base/room';
import type { Session } from '../../live/session';
import { closeSheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { tell as notice } from '../../page/say';
import {
  add,
  begin,
  bytesOf,
  change,
  deed,
  longest,
  roomFor,
  said,
  send,
  type Telling,
  telling,
} from '../../page/telling';
import { STORY_BYTES_MAX, STORY_PART_BYTES_MAX, TEXT_BYTES_MAX, TEXT_GRAPHEMES_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { PartRow } from './part-row';
import { Picker } from './picker';

interface Props {
  session: Session;
  /** The story to retell, or a refused one. */
  from?: Telling | undefined;
  /** Traces to add at once. */
  traces?: readonly string[];
}

/** The composer of stories: traces in order, and words between them. The draft is stored at every keystroke. */
export function Teller({ session, from, traces }: Props) {
  useState(() => {
    begin(session, from);
    if (traces && add(session, traces) < traces.length && roomFor(telling.value) === 0) notice(words.storyFull);
  });
  const [picking, setPicking] = useState(false);
  const now = telling.value;
  const { title, parts } = now;
  const field = useRef<HTMLInputElement>(null);
  const [fresh, setFresh] = useState<number>();
  const fits = room(title.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX) >= 0;
  const long =
    bytesOf(now) > STORY_BYTES_MAX ? words.storyTooLong : longest(now) > STORY_PART_BYTES_MAX && words.tooLongHere;
  const ready = title.trim() !== '' && fits && !long && deed(now).told.length > 0 && session.view.value!.me !== '';
  useEffect(() => field.current?.focus(), []);
  const write = (at: number) => {
    const part = said('');
    setFresh(part.key);
    change(session, { parts: [...parts.slice(0, at), part, ...parts.slice(at)] });
  };
  const done = () => {
    const anew = now.story !== undefined;
    const id = send(session);
    closeSheet();
    notice(words.storyTold);
    if (!anew) go(paths.story(session.id, id));
  };
  if (picking)
    return (
      <Picker
        session={session}
        done={picked => {
          add(session, picked);
          setPicking(false);
        }}
      />
    );
  return (
    <form
      class="teller"
      onSubmit={event => {
        event.preventDefault();
        if (ready) done();
      }}
    >
      <input
        ref={field}
        class="titled"
        dir="auto"
        value={title}
        aria-label={words.storyTitle}
        placeholder={words.titleHint}
        onInput={event => change(session, { title: event.currentTarget.value })}
      />
      {parts.length === 0 && <p class="empty">{words.emptyTelling}</p>}
      <ol class="tells">
        {parts.map((part, at) => (
          <PartRow key={part.key} session={session} part={part} at={at} write={write} fresh={part.key === fresh} />
        ))}
      </ol>
      <p class="row">
        <Button class="plain" act={() => setPicking(true)}>
          {words.addTraces}
        </Button>
        <Button class="plain" act={() => write(parts.length)}>
          {words.writeHere}
        </Button>
        <span class="over" role="status">
          {long}
        </span>
        <button type="submit" class="solid" disabled={!ready}>
          {now.story ? words.retellIt : words.tellIt}
        </button>
      </p>
    </form>
  );
}
