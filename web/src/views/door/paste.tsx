import { useState } from 'preact/hooks';
import { linked, secretIn } from '../../page/mend';
import { words } from '../../words';
import { Field } from '../forms/field';

/** Lets a link be pasted when none can be tapped: it lost its fragment, or this is the app on a home screen. */
export function Paste({ circle }: { circle?: string | undefined }) {
  const [text, setText] = useState('');
  const [failed, setFailed] = useState('');
  const open = (event: Event) => {
    event.preventDefault();
    const to = linked(text, circle);
    if (to) location.assign(to);
    // What is missing is said, not what is there.
    setFailed(to ? '' : secretIn(text) ? words.circleLost : words.noLink);
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
          aria-invalid={failed !== ''}
          aria-describedby={failed ? 'no-link' : undefined}
          onPaste={paste}
          onInput={event => {
            setText(event.currentTarget.value);
            setFailed('');
          }}
        />
      </Field>
      {failed && (
        <p class="trouble" role="alert" id="no-link">
          {failed}
        </p>
      )}
      <button type="submit" class="plain">
        {words.openLink}
      </button>
    </form>
  );
}
