import { useEffect, useRef, useState } from 'preact/hooks';
import { Part } from '../../base/part';
import { COUNTER_FROM, room } from '../../base/room';
import type { Session } from '../../live/session';
import type { Composing } from '../../page/desk';
import { begin, draft, write } from '../../page/draft';
import { focusOn } from '../../page/focus';
import { leave } from '../../page/leave';
import { say } from '../../page/say';
import { PARENTS_MAX, type Photo, TEXT_BYTES_MAX, TEXT_GRAPHEMES_MAX } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { Days } from '../forms/days';
import { later, Nothing } from '../later';
import { PickedPhoto, PickPhoto } from '../photos';
import { isUnclear, Joints } from './joints';
import { Parents } from './parents';

const left_of = (text: string) => room(text.trim(), TEXT_GRAPHEMES_MAX, TEXT_BYTES_MAX);

/** How much room is left is said to a screen reader at these, not at each letter. */
const SAID_AT = [COUNTER_FROM, 10, 0];

const Weaving = later(new Part(() => import('../weaving')), it => it.Folded, Nothing);

/** What it is open for: another is another composer, which begins anew. */
const key = ({ on, reword, retry, waits, letOut, tries, learned, crossed }: Composing): string =>
  [on, reword, retry, waits, letOut, tries?.card.answer, tries?.card.line, learned, crossed?.story].join();

export function Composer(props: { session: Session; open: Composing }) {
  return props.open.folded ? <Weaving {...props} /> : <Writing key={key(props.open)} {...props} />;
}

/** Leaves a trace, or rewords one's own. The draft is stored at every keystroke. */
function Writing({ session, open: of }: { session: Session; open: Composing }) {
  useState(() => begin(session, of));
  const { tries, learned, crossed, waits, retry } = of;
  const { items, kept } = session.outbox;
  // What may have been sent by now can be reworded, and no more.
  const out = waits !== undefined && !items.value.some(({ id, unsent }) => id === waits && unsent);
  const reword = of.reword !== undefined || out;
  const { text, open_end, due, joint, photo, off_wall = false } = draft.value;
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
  const setPhoto = (photo: Photo | undefined) => write(session, { photo });
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
  };
  useEffect(() => {
    if (SAID_AT.includes(left)) say(words.room(left));
    else if (left === -1) say(words.noRoom);
  }, [left]);
  const code = items.value.find(({ id }) => id === retry)?.code;
  const offline = session.word.value === 'offline';
  // If it is loaded after its sheet opened, the sheet had nothing to focus.
  useEffect(focus, []);
  return (
    <>
      {out && <p class="quiet">{words.wentOut}</p>}
      {code && <p class="why">{words.why(code)}</p>}
      {crossed && <p class="quiet">{`${crossed.title} · ${crossed.circle}`}</p>}
      {!reword && <Parents session={session} most={PARENTS_MAX} picked={focus} open={of} />}
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
      <PickedPhoto at={session.id} trace={of.reword} photo={photo} set={setPhoto} />
      {unclear && joints && <Joints joint={joint} pick={joint => write(session, { joint })} />}
      {offline && <p class="waits">{kept.value ? words.goesLater : words.onlyMemory}</p>}
      <p class="extras">
        <PickPhoto by={session.view.value!.me} set={setPhoto} />
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
        {/* A pod has no wall, and a promise is on none. */}
        {!reword && !session.circle && !will && (
          <Button pressed={off_wall} act={() => write(session, { off_wall: !off_wall })}>
            {words.offWall}
          </Button>
        )}
        {/* Together, at the end of whichever line they come to stand on: the button doesn't change edges as tools come and go. */}
        <span class="sends">
          <span class={left < 0 ? 'left over' : 'left'} aria-hidden="true">
            {left <= COUNTER_FROM ? left : ''}
          </span>
          <Button class="send" disabled={!ready} act={send}>
            {reword || waits ? words.save : words.leave}
          </Button>
        </span>
      </p>
    </>
  );
}
