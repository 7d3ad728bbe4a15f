import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { handOver } from '../base/reload';
import type { Session } from '../live/session';
import type { Sketch } from '../live/sketch';
import type { Crossed, TriedCard } from '../protocol';

/** What the composer is open for: a new trace, building on another or not; or an edit of an existing or refused one. */
export interface Composing {
  of: 'compose';
  on?: string | undefined;
  /** It takes up the open end of that one. */
  takes?: boolean | undefined;
  reword?: string;
  retry?: string;
  /** The trace that waits to be sent, and is changed. */
  waits?: string;
  /** The round whose answer is published. */
  letOut?: string;
  /** The try of a retro that is taken on by a promise. */
  tries?: TriedCard;
  /** It says what was learned. */
  learned?: boolean;
  /** The story of a sister circle that it grows from. */
  crossed?: Crossed;
  /** It is folded at the bottom edge, and taps on cards choose what it builds on. */
  folded?: boolean | undefined;
  /** Its initial text if there is no draft. */
  begin?: Partial<Sketch>;
}

/** The open sheet. One at a time; `part`: a view of a lazily loaded part. */
export type Sheet =
  | Composing
  | { of: 'part'; label: string; view: FunctionComponent<{ session: Session }> }
  | { of: 'sure'; question: string; what: string; yes: string; act: () => void; erases?: boolean | undefined };

/** A sheet with a view of a lazily loaded part. */
export function over(label: string, view: FunctionComponent<{ session: Session }>): void {
  sheet.value = { of: 'part', label, view };
}

export const sheet = signal<Sheet | null>(null);

/** Asks once more before something that others will notice; `erases`: a trace is taken back by it. */
export function ask(question: string, what: string, yes: string, act: () => void, erases?: boolean): void {
  sheet.value = { of: 'sure', question, what, yes, act, erases };
}

/** Opens the composer, building on a trace or not; `takes`: to take it up. A draft is kept. */
export function compose(on?: string, takes?: boolean): void {
  sheet.value = { of: 'compose', on, takes };
}

/** Opens the composer to edit an existing or refused trace. The draft of a new trace is kept separately. */
export function edit(of: Omit<Composing, 'of' | 'on' | 'takes' | 'begin'>, begin: Partial<Sketch>): void {
  sheet.value = { of: 'compose', ...of, begin };
}

export function closeSheet(): void {
  // Synchronously, so that the focus is restored before its target can disappear.
  document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
  sheet.value = null;
}

/** The circle and member of the open sheet. */
let whose = '';
/** The composer that was open when the page reloaded itself. */
let before = handOver('sheet', () => (sheet.value?.of === 'compose' ? { whose, open: sheet.value } : undefined));

/** A member opened the board: closes another's sheet, and restores their own after a reload. */
export function reopen({ id, view }: Session): void {
  const now = id + view.value!.me;
  // Until the viewer is known, the open sheet is theirs.
  if (whose !== id) closeSheet();
  whose = now;
  if (before?.whose !== now) return;
  sheet.value = before.open;
  before = undefined;
}
