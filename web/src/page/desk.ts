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
const empty: Sketch = { text: '', open_end: '', builds_on: [] };

/** What stands in the composer. It outlives the closed sheet, and where it is a new trace the closed tab too. */
export const draft = signal(empty);
/** What is being made of a trace that stands, or of a refused one, by its id. */
const edits = new Map<string, Sketch>();
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

/** The trace that the open composer changes, if it doesn't make a new one. */
function edited(): string | undefined {
  const open = sheet.value;
  return open?.of === 'compose' ? (open.reword ?? open.retry) : undefined;
}

export function write({ id, view }: Session, change: Partial<Sketch>): void {
  draft.value = { ...draft.value, ...change };
  const { text, open_end, builds_on } = draft.value;
  const trace = edited();
  if (trace) edits.set(trace, draft.value);
  else keepSketch(id, view.value!.me, text || open_end || builds_on.length > 0 ? draft.value : null);
}

/** Opens the composer, on top of a trace or not. Words that already stand there stay. */
export function compose(session: Session, builds_on?: string): void {
  draft.value = sketch(session.id, session.view.value!.me) ?? empty;
  sheet.value = { of: 'compose' };
  write(session, { builds_on: builds_on ? [builds_on] : draft.value.text ? draft.value.builds_on : [] });
}

/** Opens the composer on words that stand, or were refused. What stands unsent in it keeps its own place. */
export function edit(of: { reword: string } | { retry: string }, begin: Partial<Sketch>): void {
  sheet.value = { of: 'compose', ...of };
  draft.value = edits.get(edited()!) ?? { ...empty, ...begin };
}

/** Does what the composer is open for, and clears it. */
export function leave(session: Session): void {
  const { reword, retry } = sheet.value as Extract<Sheet, { of: 'compose' }>;
  const { builds_on } = draft.value;
  const text = draft.value.text.trim();
  const open_end = draft.value.open_end.trim();
  const said = { text, ...(open_end && { open_end }) };
  if (reword) session.act({ type: 'reword', trace: reword, ...said });
  else {
    // A refused trace may stand in the log all the same, and an id is never used for other words: the edited one is new.
    const id = session.act({ type: 'leave', ...said, ...(builds_on.length > 0 && { builds_on }) });
    if (retry) session.outbox.discard(retry, id);
  }
  write(session, empty);
  edits.delete(edited()!);
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
