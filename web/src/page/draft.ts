import { signal } from '@preact/signals';
import { newId } from '../base/id';
import { handOver } from '../base/reload';
import { write as store } from '../live/memory';
import type { Session } from '../live/session';
import type { Sketch } from '../live/sketch';
import { keptSketch, parsed, sketchKey, sketchKeys } from '../live/sketches';
import { PARENTS_MAX } from '../protocol';
import type { Composing } from './desk';

/** So many drafts on traces are kept; of more, those on the oldest traces are dropped. */
const DRAFTS_MAX = 20;

// All fields are named, so that laying it over a sketch clears each.
const empty: Sketch = {
  text: '',
  open_end: '',
  builds_on: [],
  due: undefined,
  joint: undefined,
  photo: undefined,
  off_wall: undefined,
  id: undefined,
};

/** What stands in the composer. */
export const draft = signal(empty);
/**
 * What this tab has begun to write, by its paper: a new trace has one for each trace that it was begun on, and one for
 * nothing; an edit has that of the edited trace. It survives closing the sheet and a reload; a new trace also survives
 * closing the tab, if the browser stores it.
 */
const begun = new Map<string, Sketch>(handOver('begun', (): [string, Sketch][] => [...begun]));
/** What is written on: the trace that a new one was begun on, or an edited one. */
let on: string | undefined;
let other: string | undefined;
let shown: Session | undefined;

/** The author of a new trace may become known later. */
const paper = ({ id, view }: Session): string => other ?? sketchKey(id, view.value!.me, on);

const blank = ({ text, open_end, due, builds_on, photo }: Sketch): boolean =>
  // What it was begun on needs no keeping.
  !text && !open_end && !photo && due === undefined && builds_on.every(id => id === on);

/** The drafts that another tab has written since this one did. */
const theirs = new Set<string>();

/** What a person put into a sketch: with the same, one is as good as the other. */
const said = ({ text, open_end, due, photo }: Sketch): string => JSON.stringify([text, open_end, due, photo?.id]);

// All tabs share one store, and each keeps what it has begun itself. A tab that only shows a draft follows the tab that writes it.
addEventListener('storage', ({ key, oldValue, newValue }) => {
  if (!key?.startsWith('draft ')) return;
  const [was, is] = [parsed(oldValue), parsed(newValue)];
  const own = begun.get(key);
  if (is) theirs.add(key);
  else theirs.delete(key);
  if (own && newValue !== null) return;
  // The other tab's words are gone, sent or dropped. These are others, and would be lost with a reload.
  if (own && !(was && said(was) === said(own))) return store(key, own);
  begun.delete(key);
  if (shown && paper(shown) === key) draft.value = is ?? { ...empty, builds_on: on ? [on] : [] };
});

/** Fills the composer. */
export function begin(session: Session, of: Composing): void {
  const { reword, retry, waits, letOut, tries, learned, crossed } = of;
  shown = session;
  other =
    retry ??
    waits ??
    reword ??
    letOut ??
    crossed?.story ??
    (tries ? `${tries.card.answer} ${tries.card.line}` : learned ? `learned ${session.id}` : undefined);
  on = other ? undefined : of.on;
  if (!other && !on) bringHome(session);
  const key = paper(session);
  const kept = begun.get(key) ?? (other ? { ...empty, ...of.begin } : keptSketch(key)) ?? empty;
  draft.value = kept;
  // A draft on a trace builds on it, also where that was dropped since.
  if (on && !kept.builds_on.includes(on))
    draft.value = { ...kept, builds_on: [on, ...kept.builds_on].slice(0, PARENTS_MAX) };
  if (on && of.takes) draft.value = { ...draft.value, takes_up: [...new Set([...(kept.takes_up ?? []), on])] };
}

export function write(session: Session, change: Partial<Sketch>): void {
  draft.value = { ...draft.value, ...change, id: newId() };
  const nothing = blank(draft.value);
  const key = paper(session);
  const mine = begun.has(key);
  if (nothing) begun.delete(key);
  else begun.set(key, draft.value);
  if (other) return;
  theirs.delete(key);
  // To empty what another tab may be writing is not to have left it: there it goes on.
  store(key, nothing && mine ? null : draft.value);
  // Ids of traces begin with their time.
  const all = on && !nothing ? sketchKeys(session.id, session.view.value!.me).slice(1) : [];
  for (const old of all.slice(0, Math.max(0, all.length - DRAFTS_MAX))) if (old !== key) store(old, null);
}

/** What stands in the composer was left. */
export function clear(session: Session): void {
  const key = paper(session);
  // What another tab has begun since is not this one's to drop. A store that is full has older words of this tab than were left.
  const kept = other || !theirs.has(key) ? undefined : keptSketch(key);
  if (!other && (!kept || said(kept) === said(draft.value))) store(key, null);
  begun.delete(key);
}

/** Words on a trace that is shown no more have no card to be found by: they go on where a trace is begun on nothing. */
function bringHome(session: Session): void {
  const { me, cards, more } = session.view.value!;
  const start = `${sketchKey(session.id, me)} `;
  const waits = new Set(session.pending.value.leaves.map(({ id }) => id));
  for (const key of new Set([...sketchKeys(session.id, me), ...begun.keys()])) {
    const parent = key.slice(start.length);
    const card = cards.get(parent);
    // One that isn't here may be older than what was loaded.
    const gone = card ? card.state !== 'shown' : !more && !waits.has(parent);
    if (gone && key.startsWith(start)) moved(session, parent);
  }
}

/** A trace of one's own that was not sent yet has become another, or nothing: drafts build on that. */
export function moved({ id, view }: Session, from: string, to?: string): void {
  const { me } = view.value!;
  const heirs = (ids: string[]) => ids.flatMap(each => (each !== from ? [each] : to ? [to] : []));
  for (const key of new Set([...sketchKeys(id, me), ...begun.keys()])) {
    const kept = begun.get(key) ?? keptSketch(key);
    if (!kept?.builds_on.includes(from)) continue;
    const now = { ...kept, builds_on: heirs(kept.builds_on), takes_up: heirs(kept.takes_up ?? []) };
    const its = key === sketchKey(id, me, from) ? sketchKey(id, me, to) : key;
    // What was begun on nothing since stays: these words have nowhere to go but there.
    const there = its !== key && keptSketch(its);
    if (there) now.text = [there.text, now.text].filter(Boolean).join('\n');
    if (begun.delete(key)) begun.set(its, now);
    if (key.startsWith('draft ')) {
      if (its !== key) store(key, null);
      store(its, now);
    }
  }
}
