import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { handOver } from '../base/reload';
import type { Session } from '../live/session';
import type { Sketch } from '../live/sketch';
import type { Crossed, TriedCard } from '../protocol';

/** What the composer is open for: a new trace, on top of another or not; or on words that stand, or were refused. */
export interface Composing {
  of: 'compose';
  on?: string | undefined;
  /** It takes up what that one holds out. */
  takes?: boolean | undefined;
  reword?: string;
  retry?: string;
  /** The round whose answer is let out. */
  letOut?: string;
  /** The try of a retro that is taken on by a promise. */
  tries?: TriedCard;
  /** It says what was learned. */
  learned?: boolean;
  /** The story of a sister circle that it grows from. */
  crossed?: Crossed;
  /** What stands in it where nothing was begun. */
  begin?: Partial<Sketch>;
}

/** Which sheet lies over the page. One at a time; `part`: what a part shows in it. */
export type Sheet =
  | Composing
  | { of: 'part'; label: string; view: FunctionComponent<{ session: Session }> }
  | { of: 'sure'; question: string; what: string; yes: string; act: () => void };

/** What a part shows over the page. */
export function over(label: string, view: FunctionComponent<{ session: Session }>): void {
  sheet.value = { of: 'part', label, view };
}

export const sheet = signal<Sheet | null>(null);

/** Asks once more before something that others will notice. */
export function ask(question: string, what: string, yes: string, act: () => void): void {
  sheet.value = { of: 'sure', question, what, yes, act };
}

/** Opens the composer, on top of a trace or not; `takes`: to take it up. Words that already stand there stay. */
export function compose(on?: string, takes?: boolean): void {
  sheet.value = { of: 'compose', on, takes };
}

/** Opens the composer on words that stand, or were refused. What stands unsent in it keeps its own place. */
export function edit(of: Omit<Composing, 'of' | 'on' | 'takes' | 'begin'>, begin: Partial<Sketch>): void {
  sheet.value = { of: 'compose', ...of, begin };
}

export function closeSheet(): void {
  // At once, so that the focus is back where it came from before what follows can take that away.
  document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
  sheet.value = null;
}

/** Whose sheets these are: a circle and its member. */
let whose = '';
/** The composer as it was open when the page was loaded anew by itself. */
let before = handOver('sheet', () => (sheet.value?.of === 'compose' ? { whose, open: sheet.value } : undefined));

/** Somebody came to the board: closes what another had open, and opens what they had when the page was loaded anew. */
export function reopen({ id, view }: Session): void {
  const now = id + view.value!.me;
  // Until it is known who looks, the sheet that is open is theirs.
  if (whose !== id) closeSheet();
  whose = now;
  if (before?.whose !== now) return;
  sheet.value = before.open;
  before = undefined;
}
