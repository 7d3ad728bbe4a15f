import { signal } from '@preact/signals';
import { handOver } from '../base/reload';
import type { Session } from '../live/session';
import { keepSketch, type Sketch, sketch } from '../live/sketch';
import type { Deed } from '../protocol';
import { type Composing, closeSheet } from './desk';

// All fields are named, so that laying it over a sketch clears each.
const empty: Sketch = { text: '', open_end: '', builds_on: [], due: undefined, joint: undefined };

/** The content of the composer. */
export const draft = signal(empty);
/**
 * This tab's drafts: of a new trace by author and circle, and of an edit by the id of the existing or refused
 * trace. It survives closing the sheet and a reload; a new trace also survives closing the tab, if the
 * browser stores it.
 */
const begun = new Map<string, Sketch>(handOver('begun', (): [string, Sketch][] => [...begun]));
/** The existing or refused trace that is being edited; none for a new one. */
let other: string | undefined;

/** The key of a draft. The author of a new one may become known later. */
const paper = ({ id, view }: Session): string => other ?? id + view.value!.me;

let shown: Session | undefined;

// Another tab has sent or cleared the same text: clears it here too, unless it was changed here since.
addEventListener('storage', ({ key, oldValue, newValue }) => {
  if (!shown || newValue !== null || !oldValue) return;
  const { id, view } = shown;
  const { me } = view.value!;
  const sent = (JSON.parse(oldValue) as Sketch).text;
  if (key !== `draft ${id} ${me}` || begun.get(id + me)?.text !== sent) return;
  begun.delete(id + me);
  if (!other && draft.value.text === sent) draft.value = empty;
});

/** Fills the composer. */
export function begin(
  session: Session,
  { on, takes, reword, retry, letOut, tries, learned, crossed, begin }: Composing,
): void {
  const { id, view } = session;
  const { me } = view.value!;
  shown = session;
  other =
    retry ??
    reword ??
    letOut ??
    crossed?.story ??
    (tries ? `${tries.card.answer} ${tries.card.line}` : learned ? `learned ${id}` : undefined);
  draft.value = begun.get(paper(session)) ?? (other ? { ...empty, ...begin } : (sketch(id, me) ?? empty));
  if (other) return;
  if (on) write(session, { builds_on: [on], takes_up: takes ? [on] : [] });
  else if (!draft.value.text) write(session, { builds_on: [], takes_up: [] });
}

export function write(session: Session, change: Partial<Sketch>): void {
  draft.value = { ...draft.value, ...change };
  const { text, open_end, builds_on, due } = draft.value;
  const blank = !text && !open_end && due === undefined && builds_on.length === 0;
  if (blank) begun.delete(paper(session));
  else begun.set(paper(session), draft.value);
  if (!other) keepSketch(session.id, session.view.value!.me, blank ? null : draft.value);
}

/** Submits the composer, and clears it. */
export function leave(session: Session, { reword, retry, letOut, tries, learned, crossed }: Composing): void {
  const { text, open_end, builds_on, takes_up = [], due, joint } = draft.value;
  // By the keyboard it may be sent twice before the sheet is closed.
  if (!text.trim()) return;
  const facet = !reword && due && session.isOn('promises') && { facet: { is: 'promise', due } as const };
  // Fields of patterns that were switched off meanwhile are not sent.
  const ending = !facet && session.isOn('open_ends') && open_end.trim();
  const said = { text: text.trim(), ...(ending && { open_end: ending }) };
  const woven = builds_on.length > 0 && { builds_on, takes_up: takes_up.filter(id => builds_on.includes(id)) };
  const deed: Deed = reword
    ? { type: 'reword', trace: reword, ...said }
    : {
        type: 'leave',
        ...said,
        ...woven,
        ...facet,
        ...(letOut && { round: letOut }),
        ...(facet && tries && { tries }),
        ...(crossed && session.isOn('sisters') && { crossed }),
        ...(learned && session.isOn('retros') && { learned }),
        ...(joint && session.isOn('rounds') && { joint }),
      };
  const id = session.act(deed);
  // A refused deed may be in the log all the same, and an id is never used for other words: so the edited one gets a new id.
  if (retry) {
    session.outbox.discard(retry, id);
    // Or it was the draft of a pod that its author is not in any more.
    keepSketch(retry, session.view.value!.me, null);
  }
  // Another tab may have begun something else since.
  if (sketch(session.id, session.view.value!.me)?.text === text) write(session, empty);
  begun.delete(paper(session));
  closeSheet();
}
