import { useRef } from 'preact/hooks';
import { words } from '../../words';
import { Button } from '../button';
import { copy } from '../forms/copy';
import { Field } from '../forms/field';

/** A text to copy into a program. */
export function ToCopy({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="row">
      <Field label={label}>
        <input ref={field} readOnly value={text} spellcheck={false} dir="ltr" />
      </Field>
      <Button class="plain" label={words.copyOf(label)} act={() => copy(field)}>
        {words.copy}
      </Button>
    </div>
  );
}
