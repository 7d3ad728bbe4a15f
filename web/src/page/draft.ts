import { signal } from '@preact/signals';
import { keepSketch, type Sketch, sketch } from '../live/memory';
import type { Session } from '../live/session';
import { closeSheet, type Sheet, sheet } from './desk';
import { handOver } from './reload';

const empty: Sketch = { text: '', open_end: '', builds_on: [] };

/** What stands in the composer. */
export const draft = signal(empty);
/**
 * What this tab has begun to write: as a new trace by its author and circle, and on a trace that stands or was refused by that
 * trace's id. It outlives the closed sheet; the new trace outlives the closed tab too, where the browser keeps it.
 */
const begun = new Map<string, Sketch>();
/** What the open composer writes on. */
let paper = '';
/** The composer as it stood when the page was loaded anew by itself: it opens again for the same member of the same circle. */
let before = handOver('desk', () => ({ whose, paper, open: composing(), begun: [...begun] }));
let whose = '';

const composing = () => (sheet.value?.of === 'compose' ? sheet.value : null);

/** Somebody came to the board: closes what another had open, and opens what they had when the page was loaded anew. */
export function reopen({ id, view }: Session): void {
  const now = id + view.value!.me;
  if (now === whose) return;
  // Until it is known who looks, the sheet that is open is theirs.
  if (whose !== id) closeSheet();
  whose = now;
  if (paper === id) paper = now;
  if (before?.whose !== now) return;
  for (const [on, what] of before.begun) begun.set(on, what);
  paper = before.paper;
  draft.value = begun.get(paper) ?? empty;
  sheet.value = before.open;
  before = undefined;
}

export function write({ id, view }: Session, change: Partial<Sketch>): void {
  draft.value = { ...draft.value, ...change };
  const { text, open_end, builds_on } = draft.value;
  const { me } = view.value!;
  const blank = !text && !open_end && builds_on.length === 0;
  if (blank) begun.delete(paper);
  else begun.set(paper, draft.value);
  if (paper === id + me) keepSketch(id, me, blank ? null : draft.value);
}

/** Opens the composer, on top of a trace or not. Words that already stand there stay. */
export function compose(session: Session, builds_on?: string): void {
  const { id, view } = session;
  const { me } = view.value!;
  paper = id + me;
  draft.value = begun.get(paper) ?? sketch(id, me) ?? empty;
  sheet.value = { of: 'compose' };
  write(session, { builds_on: builds_on ? [builds_on] : draft.value.text ? draft.value.builds_on : [] });
}

/** Opens the composer on words that stand, or were refused. What stands unsent in it keeps its own place. */
export function edit(of: { reword?: string; retry?: string }, begin: Partial<Sketch>): void {
  paper = (of.retry ?? of.reword)!;
  draft.value = begun.get(paper) ?? { ...empty, ...begin };
  sheet.value = { of: 'compose', ...of };
}

/** Does what the composer is open for, and clears it. */
export function leave(session: Session): void {
  const { reword, retry } = sheet.value as Extract<Sheet, { of: 'compose' }>;
  const { text, open_end, builds_on } = draft.value;
  const ending = open_end.trim();
  const said = { text: text.trim(), ...(ending && { open_end: ending }) };
  const woven = builds_on.length > 0 && { builds_on };
  const id = session.act(reword ? { type: 'reword', trace: reword, ...said } : { type: 'leave', ...said, ...woven });
  // A refused deed may stand in the log all the same, and an id is never used for other words: the edited one is new.
  if (retry) session.outbox.discard(retry, id);
  // Another tab may have begun something else since.
  if (sketch(session.id, session.view.value!.me)?.text === text) write(session, empty);
  begun.delete(paper);
  sheet.value = null;
}
