import { signal } from '@preact/signals';
import { part } from '../link/line';
import type { Session } from '../live/session';
import { sheet } from './desk';
import { route } from './route';

/** Traces that wait behind the "new" pill, because inserting them would move the page under a thumb. */
export const held = signal<ReadonlySet<string>>(new Set());
/** Traces that have just arrived, for their highlight. */
export const fresh = signal<ReadonlySet<string>>(new Set());

const TOP_PX = 60;
const TOUCH_MS = 1_500;
/** Keyboard users press a key now and then; without one a focus in the feed holds arrivals back only for so long. */
const FOCUS_MS = 10_000;
const FRESH_MAX = 50;
let touched_ms = 0;

export function watchTouch(): void {
  const touch = () => {
    touched_ms = performance.now();
  };
  for (const kind of ['pointerdown', 'wheel', 'keydown', 'touchmove']) {
    addEventListener(kind, touch, { passive: true });
  }
  document.addEventListener('visibilitychange', () => held.value.size > 0 && letIn());
}

/** Whether traces can be inserted at the top without moving what is being read or touched. */
function atRest(): boolean {
  if (route.value.at !== 'now' || sheet.value || scrollY > TOP_PX) return false;
  const quiet_ms = performance.now() - touched_ms;
  if (quiet_ms < TOUCH_MS) return false;
  return quiet_ms > FOCUS_MS || !document.querySelector('.feed :focus-visible');
}

let timer: ReturnType<typeof setTimeout> | undefined;
/**
 * Whether what is held came while the page caught up: whoever has just come back reads already, and lets it in by a
 * tap.
 */
let tapped = true;

/** Shows held traces once that disturbs nothing. */
function letIn(): void {
  clearTimeout(timer);
  if (!tapped && document.visibilityState === 'visible') return;
  if (atRest()) held.value = new Set();
  else if (held.value.size > 0) timer = setTimeout(letIn, TOUCH_MS);
}

/** Handles traces of others (one's own are always shown): shows them or holds them back, and announces them once. */
export function arrive(session: Session, ids: string[]): void {
  // A circle's arrivals move nothing while one of its pods is shown.
  if (ids.length === 0 || route.value.pod !== session.pod) return;
  fresh.value = new Set([...fresh.value, ...ids].slice(-FRESH_MAX));
  part.it.value?.announce(session, ids);
  if (held.value.size === 0) tapped = true;
  held.value = new Set([...held.value, ...ids]);
  if (session.word.value !== 'live') tapped = false;
  letIn();
}

export function showHeld(): void {
  held.value = new Set();
  scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}
