import { useRef } from 'preact/hooks';
import { edit } from '../../page/desk';
import type { Deed, StoryPart } from '../../protocol';
import { words } from '../../words';
import { Button } from '../button';
import { copy } from '../forms/copy';
import type { AsideProps } from './aside';

/** A deed that can't be done in its pod any more: its words are there to be copied, left in the circle, or let go. */
export function Outside({ item: { id, code, draft }, drop }: Required<AsideProps>) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = written(draft.deed);
  return (
    <div class="aside" role="alert">
      <p>{code === 'not_in_pod' && text ? words.leftInPod : words.why(code!)}</p>
      {text && (
        <>
          <textarea ref={field} class="write" dir="auto" rows={2} readOnly value={text} aria-label={words.yourWords} />
          {/* What it builds on is the pod's, and stays there. */}
          <Button act={() => edit({ retry: id }, { text, open_end: '' })}>{words.letOut}</Button>
          <Button act={() => copy(field)}>{words.copy}</Button>
        </>
      )}
      <Button act={drop}>{words.discard}</Button>
    </div>
  );
}

/** The words of a deed, as one text. */
function written(deed: Deed): string {
  type Written = { [of in 'text' | 'open_end' | 'name']?: string } & { told?: StoryPart[]; answers?: string[] };
  const { text, open_end, name, told = [], answers = [] } = deed as Written;
  const parts = told.map(part => ('words' in part ? part.words : ''));
  return [name, text, ...parts, ...answers, open_end].filter(Boolean).join('\n');
}
