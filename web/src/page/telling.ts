import { signal } from '@preact/signals';
import { read, write } from '../live/memory';
import type { Session } from '../live/session';
import { CITES_MAX, type StoryPart } from '../protocol';

/** A part of a story in the composer: words, or a trace by its id. `key` identifies it while parts are moved. */
export type Part = { key: number } & ({ words: string } | { trace: string });

/** The draft of a story. It belongs to its author, and this browser stores it. */
export interface Telling {
  title: string;
  parts: readonly Part[];
  /** The story that is retold. */
  story?: string;
  /** A refused deed that is edited. */
  retry?: string;
}

const EMPTY: Telling = { title: '', parts: [] };
const BYTES = new TextEncoder();

/** The content of the composer of stories. */
export const telling = signal(EMPTY);

/** The key of a draft; an existing or refused story has its own. */
const paper = ({ id, view }: Session, of: string | undefined) => `story ${id} ${view.value!.me} ${of ?? ''}`;
const place = ({ story, retry }: Telling) => retry ?? story;

let last = 0;
const key = () => {
  last += 1;
  return last;
};

export const cited = (trace: string): Part => ({ key: key(), trace });
export const said = (words: string): Part => ({ key: key(), words });

const isBlank = ({ title, parts }: Telling) => title.trim() === '' && parts.length === 0;

/** A stored draft, where it is one: an older page, or whatever else writes there, may have left anything. */
function stored(key: string): Telling | undefined {
  const kept = read<Telling>(key);
  if (typeof kept?.title !== 'string' || !Array.isArray(kept.parts)) return undefined;
  return { ...kept, parts: kept.parts.filter(part => typeof (part?.words ?? part?.trace) === 'string') };
}

/** Opens a draft: a stored one, or a new one from an existing story (`from`). */
export function begin(session: Session, from?: Telling): void {
  const kept = stored(paper(session, from && place(from)));
  const begun = kept && !isBlank(kept) ? kept : (from ?? EMPTY);
  // Keys of a stored draft may collide, so they are assigned again.
  telling.value = { ...begun, parts: begun.parts.map(part => ({ ...part, key: key() })) };
}

export function change(session: Session, to: Partial<Telling>): void {
  telling.value = { ...telling.value, ...to };
  const now = telling.value;
  write(paper(session, place(now)), isBlank(now) ? null : now);
}

/** Whether a new story is begun. */
export const begunOne = (session: Session): boolean => stored(paper(session, undefined)) !== undefined;

/** How many more traces it can cite. */
export const roomFor = ({ parts }: Telling): number => CITES_MAX - parts.filter(part => 'trace' in part).length;

/** Adds traces that it does not cite yet, as many as fit. Returns how many. */
export function add(session: Session, traces: readonly string[]): number {
  const { parts } = telling.value;
  const known = new Set(parts.map(part => ('trace' in part ? part.trace : '')));
  const fresh = traces.filter(trace => !known.has(trace)).slice(0, roomFor(telling.value));
  change(session, { parts: [...parts, ...fresh.map(cited)] });
  return fresh.length;
}

/** Moves a part to another place. */
export function move(session: Session, from: number, to: number): void {
  const parts = [...telling.value.parts];
  if (to < 0 || to >= parts.length) return;
  parts.splice(to, 0, ...parts.splice(from, 1));
  change(session, { parts });
}

/** How many bytes its words have. */
export const bytesOf = ({ parts }: Telling): number =>
  parts.reduce((sum, part) => sum + ('words' in part ? BYTES.encode(part.words.trim()).length : 0), 0);

/** Its longest words at one place, in bytes. */
export const longest = ({ parts }: Telling): number =>
  Math.max(0, ...parts.map(part => ('words' in part ? BYTES.encode(part.words.trim()).length : 0)));

/** Its citations and parts, as in a deed. Empty words are left out. */
export function deed({ parts }: Telling): { cites: string[]; told: StoryPart[] } {
  const cites: string[] = [];
  const told: StoryPart[] = [];
  for (const part of parts) {
    if ('trace' in part) told.push({ cite: cites.push(part.trace) - 1 });
    else if (part.words.trim()) told.push({ words: part.words.trim() });
  }
  return { cites, told };
}

/** Sends it, and deletes the draft. Returns the story's id. */
export function send(session: Session): string {
  const now = telling.value;
  const { story, retry } = now;
  const said = { text: now.title.trim(), ...deed(now) };
  const id = story
    ? session.act({ type: 'retell', trace: story, ...said })
    : session.act({ type: 'leave', facet: { is: 'story' }, takes_up: [], ...said });
  // A refused entry may be in the log nevertheless, and an id must not be reused for other words: the edited one gets a
  // new id.
  if (retry) void import('../outbox/amend').then(it => it.discard(session, retry, id)).catch(() => {});
  write(paper(session, place(now)), null);
  telling.value = EMPTY;
  return story ?? id;
}
