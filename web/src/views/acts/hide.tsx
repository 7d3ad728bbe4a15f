import { useState } from 'preact/hooks';
import { beginning } from '../../base/text';
import type { Session } from '../../live/session';
import type { Shown } from '../../live/view';
import { closeSheet } from '../../page/desk';
import { words } from '../../words';
import { Button } from '../button';
import { Field } from '../forms/field';

/** Hides a trace. Its author sees that, and the reason if the host picks or writes one. */
export function Hide({ session, card: { id, text } }: { session: Session; card: Shown }) {
  const [why, say] = useState('');
  const hide = () => {
    closeSheet();
    session.act({ type: 'hide', trace: id, ...(why.trim() && { why: why.trim() }) });
  };
  return (
    <>
      {text && <blockquote dir="auto">{beginning(text, 140)}</blockquote>}
      <fieldset class="days">
        <legend>{words.hideWhy}</legend>
        {words.hideReasons.map(reason => (
          <Button key={reason} class="chip" pressed={reason === why} act={() => say(reason === why ? '' : reason)}>
            {reason}
          </Button>
        ))}
      </fieldset>
      <Field label={words.hideOwnWords}>
        <input dir="auto" value={why} maxLength={280} onInput={event => say(event.currentTarget.value)} />
      </Field>
      <p class="quiet">{words.hideMeans}</p>
      <div class="row">
        <Button class="plain" act={closeSheet}>
          {words.cancel}
        </Button>
        <Button class="solid" act={hide}>
          {words.hide}
        </Button>
      </div>
    </>
  );
}
