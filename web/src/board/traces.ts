// What happens to traces.
import {
  type Body,
  type Card,
  type Head,
  PARENTS_MAX,
  type Position,
  REACHES_MAX,
  REWORDING_MS_MAX,
  type Reach,
} from '../protocol';
import { give } from './deposit';
import { isHost } from './members';
import { compare } from './place';
import { change, insert, isAhead, miss, put, type Window } from './window';

/** An entry's place and time, as the fold counts it. */
export interface When {
  position: Position;
  atMs: number;
}

export function leave(window: Window, head: Head & { type: 'trace_left' }, body: Body | null, when: When): void {
  const { id, by } = head;
  const { position, atMs } = when;
  const parents = [...new Set(head.builds_on)].slice(0, PARENTS_MAX);
  const loaded = parents.flatMap(parent => window.cards.get(parent) ?? []);
  if (loaded.length < parents.length || loaded.some(parent => window.unplaced.has(parent.id))) {
    // Its trails are those of its parents; until one that isn't here was fetched, they are not known.
    miss(window, id);
    window.unplaced.add(id);
  }
  for (const parent of loaded) {
    change(window, parent.id, position, card => ({ grew: card.grew + 1 }));
    if (parent.by === window.me && by !== window.me) window.grown.add(id);
  }
  const card: Card = {
    id,
    by,
    position,
    at_ms: atMs,
    written_at_ms: head.written_at_ms,
    ...words(body),
    open: head.open,
    builds_on: parents,
    grew: 0,
    glow_ms: atMs,
    trails: parents.length ? reaches(loaded) : [{ seed: id, steps: 0 }],
    state: 'shown',
    reworded: false,
    warmed: false,
    imported: !!head.imported,
  };
  if (head.imported?.origin) card.origin = head.imported.origin;
  if (!isAhead(window, id, position)) put(window, card);
  insert(window, window.cards.get(id)!);
  if (!parents.length && !window.trails.has(id))
    window.trails.set(id, { seed: id, warmth_ms: -(2 ** 52), size: 0, newest: id, people: [], day: -1e9, counted: [] });
  give(window, card, { by, atMs, position, quarters: 4 });
}

export function reword(window: Window, head: Head & { type: 'trace_reworded' }, body: Body | null, when: When): void {
  const card = window.cards.get(head.trace);
  if (card?.state !== 'shown' || (card.by !== head.by && !head.imported)) return;
  // Too late, unless the trace was imported a moment ago with a time of its own: that the server knows.
  if (!head.imported && when.atMs - card.at_ms > REWORDING_MS_MAX) miss(window, card.id);
  else change(window, card.id, when.position, () => ({ ...words(body), open: head.open, reworded: true }));
}

export function withdraw(window: Window, head: Head & { type: 'trace_withdrawn' }, when: When): void {
  const card = window.cards.get(head.trace);
  // Its parents are unknown; one of them may be an open end again. They come with it.
  if (!card) {
    miss(window, head.trace);
    return;
  }
  if (card.state === 'withdrawn' || (card.by !== head.by && !head.imported)) return;
  change(window, card.id, when.position, () => ({ ...words(null), state: 'withdrawn' }));
  for (const parent of card.builds_on) {
    if (window.cards.has(parent)) change(window, parent, when.position, ({ grew }) => ({ grew: grew - 1 }));
    else miss(window, parent);
  }
}

/** A host hides a trace or restores it. */
export function hide(window: Window, head: Head & { trace: string }, hidden: boolean, when: When): void {
  const card = window.cards.get(head.trace);
  if (!card) {
    if (!hidden) miss(window, head.trace);
    return;
  }
  if (card.state !== (hidden ? 'shown' : 'hidden')) return;
  const keeps = !hidden || isHost(window, window.me);
  // The words of a hidden trace aren't sent to anyone's socket.
  if (keeps && card.text === null) miss(window, card.id);
  const state = hidden ? 'hidden' : 'shown';
  change(window, card.id, when.position, () => ({ ...(keeps ? {} : words(null)), state }));
}

export function warm(window: Window, head: Head & { type: 'trace_warmed' }, { position, atMs }: When): void {
  const card = window.cards.get(head.trace);
  if (!card) {
    miss(window, head.trace, 8);
    window.unplaced.add(head.trace);
    return;
  }
  if (card.by === head.by || card.state !== 'shown' || (head.by === window.me && card.warmed)) return;
  if (head.by === window.me) change(window, card.id, position, () => ({ warmed: true }));
  give(window, card, { by: head.by, atMs, position, quarters: 1 });
}

const words = (body: Body | null): Pick<Card, 'text' | 'open_end' | 'places'> => ({
  text: body?.text ?? null,
  open_end: body?.open_end ?? null,
  places: body?.places ?? [],
});

/** The seeds that a trace reaches: those of its parents, one step further. */
function reaches(parents: Card[]): Reach[] {
  const nearest = new Map<string, number>();
  for (const { seed, steps } of parents.flatMap(parent => parent.trails))
    nearest.set(seed, Math.min(steps + 1, nearest.get(seed) ?? Number.POSITIVE_INFINITY));
  return [...nearest]
    .map(([seed, steps]) => ({ seed, steps }))
    .sort((a, b) => a.steps - b.steps || compare(a.seed, b.seed))
    .slice(0, REACHES_MAX);
}
