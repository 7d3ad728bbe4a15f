import { signal } from '@preact/signals';
import { keepSketch, type Sketch, sketch } from '../live/memory';
import type { Session } from '../live/session';

/** Which sheet lies over the page. One at a time. */
export type Sheet =
  | { of: 'compose'; reword?: string; retry?: string }
  | { of: 'people' }
  | { of: 'profile' }
  | { of: 'open ends' }
  | { of: 'sure'; question: string; what: string; yes: string; act: () => void };

export const sheet = signal<Sheet | null>(null);
/** What the composer holds; it outlives the closed sheet and the closed tab. */
export const draft = signal<Sketch>({ text: '', open_end: '', builds_on: [] });
/** Said once to screen readers. */
export const said = signal('');
/** A short notice at the foot of the page. */
export const notice = signal('');

/** Asks once more before something that others will notice. */
export function ask(question: string, what: string, yes: string, act: () => void): void {
  sheet.value = { of: 'sure', question, what, yes, act };
}

export function closeSheet(): void {
  sheet.value = null;
}

const empty: Sketch = { text: '', open_end: '', builds_on: [] };

export function loadDraft(circle: string): void {
  draft.value = sketch(circle) ?? empty;
}

export function write(circle: string, change: Partial<Sketch>): void {
  draft.value = { ...draft.value, ...change };
  const { text, open_end, builds_on } = draft.value;
  keepSketch(circle, text || open_end || builds_on.length > 0 ? draft.value : null);
}

/** Opens the composer, on top of a trace or not. Words that already stand there stay. */
export function compose(circle: string, builds_on?: string): void {
  write(circle, { builds_on: builds_on ? [builds_on] : draft.value.text ? draft.value.builds_on : [] });
  sheet.value = { of: 'compose' };
}

/** Leaves the trace that stands in the composer, and clears it; in place of a refused one, where it edits that. */
export function leave(session: Session, retry?: string): void {
  const { text, open_end, builds_on } = draft.value;
  const open = open_end.trim();
  const woven = builds_on.length > 0 && { builds_on };
  // A refused trace may stand in the log all the same, and an id is never used for other words: the edited one is new.
  const id = session.act({ type: 'leave', text: text.trim(), ...(open && { open_end: open }), ...woven });
  if (retry) session.outbox.discard(retry, id);
  write(session.id, empty);
  sheet.value = null;
}

const SAID_MS = 4_000;

/** Shows or says something for a while. It must not stand longer: its trace may be taken back or hidden. */
function briefly(where: typeof said, words: string): void {
  where.value = words;
  setTimeout(() => {
    if (where.value === words) where.value = '';
  }, SAID_MS);
}

export const say = (words: string): void => briefly(said, words);
export const tell = (words: string): void => briefly(notice, words);
