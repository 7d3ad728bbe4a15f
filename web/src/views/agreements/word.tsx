import { useState } from 'preact/hooks';
import type { Agreement, Wording } from '../../live/agreements';
import type { Session } from '../../live/session';
import { discard } from '../../outbox/amend';
import type { Item } from '../../outbox/item';
import { closeSheet } from '../../page/desk';
import { words } from '../../words';
import { begun, keepBegun } from '../asking/begun';
import { roomOf, Writing } from './writing';

interface Props {
  session: Session;
  of: Agreement;
  before: Wording | undefined;
  /** A refused wording. */
  refused: Item | undefined;
}

/** The viewer's wording of an agreement, or that they don't share it. */
export function Word({ session, of, before, refused }: Props) {
  const { me } = session.view.value!;
  const paper = `wording ${of.id}`;
  const [text, setText] = useState(() => begun(me, paper, 1)[0] || (before?.text ?? ''));
  const [shares, setShares] = useState(before?.facet.shares ?? true);
  const same = !refused && text.trim() === before?.text && shares === before?.facet.shares;
  const ready = text.trim() !== '' && roomOf(text) >= 0 && me !== '' && !same;
  const send = () => {
    const id = session.act({ type: 'leave', text: text.trim(), builds_on: [of.id], facet: { is: 'wording', shares } });
    if (refused) discard(session, refused.id, id);
    keepBegun(me, paper, null);
    closeSheet();
  };
  const choice = (value: boolean, [name, means]: readonly [string, string]) => (
    <label class="choice">
      <input type="radio" name="shares" checked={shares === value} onChange={() => setShares(value)} />
      <span>
        <b>{name}</b>
        <small>{means}</small>
      </span>
    </label>
  );
  return (
    <form
      class="asking"
      onSubmit={event => {
        event.preventDefault();
        if (ready) send();
      }}
    >
      <blockquote dir="auto">{of.text}</blockquote>
      <fieldset>
        <legend class="hidden">{words.stillBelongs}</legend>
        {choice(true, words.shareAs.yes)}
        {choice(false, words.shareAs.no)}
      </fieldset>
      <Writing
        label={words.yourWords}
        text={text}
        write={text => {
          setText(text);
          keepBegun(me, paper, [text]);
        }}
      />
      <p class="quiet">{words.stillBelongs}</p>
      <p class="row">
        <button type="submit" class="solid" disabled={!ready}>
          {words.setBeside}
        </button>
      </p>
    </form>
  );
}
