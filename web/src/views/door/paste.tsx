import { useState } from 'preact/hooks';
import { bare, secretIn } from '../../page/address';
import { words } from '../../words';
import { Field } from '../forms/field';

const CIRCLE = /\/c\/([0-9a-f-]{36})/i;
/** The link's own: that of a mail program that checks links may stand before it. */
const ORIGIN = /(https?:\/\/[^/?#]+)\/+c\//i;
const SECRET = /^[\w-]{43}$/;

/** The address of a pasted link; a link without a server or circle means this one. */
export function linked(text: string, circle: string | undefined): string | undefined {
  const whole = bare(text);
  const secret = secretIn(whole) ?? SECRET.exec(whole)?.[0];
  const its = CIRCLE.exec(whole)?.[1]?.toLowerCase() ?? circle;
  return secret && its && `${ORIGIN.exec(whole)?.[1] ?? ''}/c/${its}/#invite=${secret}`;
}

/** Lets a link be pasted when none can be tapped: it lost its fragment, or this is the app on a home screen. */
export function Paste({ circle }: { circle?: string | undefined }) {
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const open = (event: Event) => {
    event.preventDefault();
    const to = linked(text, circle);
    setFailed(!to);
    if (to) location.assign(to);
  };
  // What the field itself would make of several lines is no link any more.
  const paste = (event: ClipboardEvent) => {
    const to = linked(event.clipboardData?.getData('text') ?? '', circle);
    if (!to) return;
    event.preventDefault();
    setText(to);
  };
  return (
    <form onSubmit={open}>
      <Field label={words.pasteLink}>
        <input
          value={text}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          inputMode="url"
          required
          aria-invalid={failed}
          aria-describedby={failed ? 'no-link' : undefined}
          onPaste={paste}
          onInput={event => {
            setText(event.currentTarget.value);
            setFailed(false);
          }}
        />
      </Field>
      {failed && (
        <p class="trouble" role="alert" id="no-link">
          {words.noLink}
        </p>
      )}
      <button type="submit" class="plain">
        {words.openLink}
      </button>
    </form>
  );
}
