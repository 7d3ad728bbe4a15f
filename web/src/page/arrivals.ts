import { signal } from '@preact/signals';
import { part } from '../link/line';
import type { Session } from '../live/session';
import { sheet } from './desk';
import { route } from './route';

/** Traces that wait behind the pill: they would move what a thumb is on. */
export const held = signal<ReadonlySet<string>>(new Set());
/** Traces that came in just now, for their moment of light. */
export const fresh = signal<ReadonlySet<string>>(new Set());

const TOP_PX = 60;
const TOUCH_MS = 1_500;
/** Whoever goes through the feed by keys presses one now and then; a focus that a closed sheet gave back holds nothing up for longer. */
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

/** Whether something could come in at the top without moving anything that is being read or touched. */
function atRest(): boolean {
  if (route.value.at !== 'now' || sheet.value || scrollY > TOP_PX) return false;
  const quiet_ms = performance.now() - touched_ms;
  if (quiet_ms < TOUCH_MS) return false;
  return quiet_ms > FOCUS_MS || !document.querySelector('.feed :focus-visible');
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** Whether what is held came while the page caught up: whoever has just come back reads already, and lets it in by a tap. */
let tapped = true;

/** Lets in what is held once nothing can be disturbed any more. */
function letIn(): void {
  clearTimeout(timer);
  if (!tapped && document.visibilityState === 'visible') return;
  if (atRest()) held.value = new Set();
  else if (held.value.size > 0) timer = setTimeout(letIn, TOUCH_MS);
}

/** Takes in what others left (one's own never hides from its author): shows it, or holds it back; and says so once, politely. */
export function arrive(session: Session, ids: string[]): void {
  // What comes into a circle while one of its pods is looked at moves nothing.
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
