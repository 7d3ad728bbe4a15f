import { useEffect, useRef, useState } from 'preact/hooks';
import { COUNTER_FROM, room } from '../../base/room';
import type { Session } from '../../live/session';
import type { Composing } from '../../page/desk';
import { begin, draft, write } from '../../page/draft';
import { focusOn } from '../../page/focus';
import { leave } from '../../page/leave';
import { PARENTS_MAX, TEXT_BYTES_MAX, TEXT_GRAPHEMES_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Days } from '../forms/days';
import { isUnclear, Joints } from './joints';
import { Parents } from './parents';

const left_of = (text: string) => room(text.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX);

/** Leaves a trace, or rewords one's own. The draft is stored at every keystroke. */
export function Composer({ session, open: of }: { session: Session; open: Composing }) {
  useState(() => begin(session, of));
  const { tries, learned, crossed, waits } = of;
  // What may have been sent by now can be reworded, and no more.
  const out = waits !== undefined && !session.outbox.items.value.some(({ id, unsent }) => id === waits && unsent);
  const reword = of.reword !== undefined || out;
  const { text, open_end, due, joint } = draft.value;
  const [open, setOpen] = useState(open_end !== '');
  const [joints, setJoints] = useState(joint !== undefined);
  const unclear = !reword && isUnclear(session);
  const will = due !== undefined && !learned && !reword && session.isOn('promises');
  const could = open && !will && !learned && session.isOn('open_ends');
  const asks = learned ? words.whatDidWeLearn : will ? words.whatWillYouDo : words.whatDidYouDo;
  const area = useRef<HTMLTextAreaElement>(null);
  const left = Math.min(left_of(text), left_of(open_end));
  // Nothing is sent until the member is known.
  const ready = text.trim() !== '' && left >= 0 && session.view.value!.me !== '' && !(will && !due);
  const focus = () => area.current?.focus();
  const send = () => (ready ? leave(session, of) : focus());
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
  };
  // If it is loaded after its sheet opened, the sheet had nothing to focus.
  useEffect(focus, []);
  return (
    <>
      {out && <p class="quiet">{words.wentOut}</p>}
      {crossed && <p class="quiet">{`${crossed.title} · ${crossed.circle}`}</p>}
      {!reword && <Parents session={session} most={PARENTS_MAX} picked={focus} />}
      <textarea
        ref={area}
        // As the sheet is shown, within the tap: later a phone shows no keyboard.
        autofocus
        class="write"
        dir="auto"
        rows={3}
        aria-label={asks}
        placeholder={asks}
        enterkeyhint="enter"
        value={text}
        onInput={event => write(session, { text: event.currentTarget.value })}
        onKeyDown={keys}
      />
      {will && <Days session={session} day={due} pick={due => write(session, { due })} />}
      {could && (
        <label class="open">
          <span>{words.someoneCould}</span>
          <input
            ref={focusOn}
            dir="auto"
            value={open_end}
            placeholder={words.openEndHint}
            onInput={event => write(session, { open_end: event.currentTarget.value })}
            onKeyDown={keys}
          />
        </label>
      )}
      {unclear && joints && <Joints joint={joint} pick={joint => write(session, { joint })} />}
      <p class="extras">
        {session.isOn('open_ends') && !will && !learned && (
          <Button open={could} act={() => setOpen(!open || open_end !== '')}>
            {words.addOpenEnd}
          </Button>
        )}
        {session.isOn('promises') && !reword && !could && !tries && !learned && (
          <Button open={will} act={() => write(session, { due: will ? undefined : '' })}>
            {words.addPromise}
          </Button>
        )}
        {unclear && (
          <Button open={joints} act={() => setJoints(!joints)}>
            {words.whichJoint}
          </Button>
        )}
        <span class={left < 0 ? 'left over' : 'left'} role="status">
          {left <= COUNTER_FROM ? left : ''}
        </span>
        <Button class="send" disabled={!ready} act={send}>
          {reword || waits ? words.save : words.leave}
        </Button>
      </p>
    </>
  );
}
