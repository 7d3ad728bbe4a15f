import { useState } from 'preact/hooks';
import type { Agreement } from '../../live/agreements';
import type { Session } from '../../live/session';
import { discard } from '../../outbox/amend';
import type { Item } from '../../outbox/item';
import { closeSheet } from '../../page/desk';
import { go, paths } from '../../page/route';
import { words } from '../../words';
import { begun, keepBegun } from '../asking/begun';
import { roomOf, Writing } from './writing';

interface Props {
  session: Session;
  /** The one in whose place it is proposed. */
  instead?: Agreement | undefined;
  /** A refused proposal. */
  refused?: Item | undefined;
}

/** An agreement is proposed: one sentence, and why. What was begun outlives the closed sheet. */
export function Propose({ session, instead, refused }: Props) {
  const { me } = session.view.value!;
  const paper = `agreement ${refused?.id ?? instead?.id ?? session.id}`;
  const before = refused?.draft.deed.type === 'leave' ? refused.draft.deed : undefined;
  const [[text, why], set] = useState(() => {
    const kept = begun(me, paper, 2);
    return kept.some(Boolean) ? (kept as [string, string]) : [before?.text ?? instead?.text ?? '', before?.why ?? ''];
  });
  const least = Math.min(roomOf(text!), roomOf(why!));
  const ready = text!.trim() !== '' && why!.trim() !== '' && least >= 0 && me !== '' && text!.trim() !== instead?.text;
  const write = (texts: [string, string]) => {
    set(texts);
    keepBegun(me, paper, texts);
  };
  const parents = instead ? { builds_on: [instead.id], takes_up: [instead.id] } : {};
  const { builds_on, takes_up } = before ?? {};
  const send = () => {
    const id = session.act({
      type: 'leave',
      text: text!.trim(),
      why: why!.trim(),
      facet: { is: 'agreement', stage: 'awareness' },
      ...(before ? { ...(builds_on && { builds_on }), ...(takes_up && { takes_up }) } : parents),
    });
    if (refused) discard(session, refused.id, id);
    keepBegun(me, paper, null);
    closeSheet();
    go(paths.agreement(session.id, id));
  };
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <p class="quiet">{instead ? words.insteadLead : words.agreementsLead}</p>
      <Writing label={words.sentence} hint={words.sentenceHint} text={text!} write={text => write([text, why!])} />
      <Writing label={words.reason} hint={words.reasonHint} text={why!} write={why => write([text!, why])} />
      <p class="row">
        <button type="submit" class="solid" disabled={!ready}>
          {words.proposeIt}
        </button>
      </p>
    </form>
  );
}
