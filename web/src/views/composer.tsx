import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { COUNTER_FROM, length } from '../base/text';
import type { Session } from '../live/session';
import { closeSheet, draft, leave, write } from '../page/desk';
import { type Card, PARENTS_MAX, TEXT_GRAPHEMES_MAX } from '../protocol';
import { words } from '../words';
import { Button } from './button';
import { Parents } from './parents';
import { Sheet } from './sheet';

/** Leaves a trace, or rewords one's own. What stands in it is kept at every stroke. */
export function Composer({
  session,
  reword,
  retry,
}: {
  session: Session;
  reword?: Card | undefined;
  retry?: string | undefined;
}) {
  const [own, setOwn] = useState(() => ({ text: reword?.text ?? '', open_end: reword?.open_end ?? '' }));
  const { text, open_end } = reword ? own : draft.value;
  const [open, setOpen] = useState(open_end !== '');
  const area = useRef<HTMLTextAreaElement>(null);
  const set = (change: { text?: string; open_end?: string }) =>
    reword ? setOwn({ ...own, ...change }) : write(session.id, change);
  const left = TEXT_GRAPHEMES_MAX - length(text.trim());
  const ready = text.trim() !== '' && left >= 0 && length(open_end.trim()) <= TEXT_GRAPHEMES_MAX;
  const send = () => {
    if (!ready) return area.current?.focus();
    if (!reword) return leave(session, retry);
    const ending = open_end.trim();
    session.act({ type: 'reword', trace: reword.id, text: text.trim(), ...(ending && { open_end: ending }) });
    closeSheet();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
  };
  // At once, within the tap: later a phone shows no keyboard.
  useLayoutEffect(() => area.current?.focus(), []);
  return (
    <Sheet label={reword ? words.reword : words.leaveTrace} bare>
      {!reword && <Parents session={session} most={PARENTS_MAX} />}
      <textarea
        ref={area}
        class="write"
        dir="auto"
        rows={3}
        aria-label={words.whatDidYouDo}
        placeholder={words.whatDidYouDo}
        enterkeyhint="enter"
        value={text}
        onInput={event => set({ text: event.currentTarget.value })}
        onKeyDown={keys}
      />
      {open && (
        <label class="open">
          <span>{words.someoneCould}</span>
          <input
            dir="auto"
            value={open_end}
            placeholder={words.openEndHint}
            onInput={event => set({ open_end: event.currentTarget.value })}
            onKeyDown={keys}
          />
        </label>
      )}
      <p class="extras">
        <Button open={open} act={() => setOpen(!open || open_end !== '')}>
          {words.addOpenEnd}
        </Button>
        <span class={left < 0 ? 'left over' : 'left'} role="status">
          {left <= COUNTER_FROM ? left : ''}
        </span>
        <Button class="send" disabled={!ready} act={send}>
          {reword ? words.save : words.leave}
        </Button>
      </p>
    </Sheet>
  );
}
