// The fold over a window: the same events as crates/board applies, and the same answers where the window can know them.
import {
  type Body,
  FORMAT_VERSION,
  HALF_LIFE_MS_MAX,
  HALF_LIFE_MS_MIN,
  type Head,
  type ServerFrame,
  TIME_MS_MAX,
  TIME_MS_MIN,
} from '../protocol';
import { alter, join, may, rename } from './members';
import { comparePositions } from './place';
import { hide, leave, reword, type When, warm, withdraw } from './traces';
import { rescale } from './warmth';
import { isAhead, put, type Window } from './window';

export type Entry = Extract<ServerFrame, { type: 'entry' }>;

const UNREAD_MAX = 100;

type Act = (window: Window, head: never, body: Body | null, when: When) => void;
type Of<Type extends Head['type']> = Head & { type: Type };

/** What a host alone may do. */
const HOSTS = new Map<string, Act>([
  [
    'circle_changed',
    (window, head: Of<'circle_changed'>, _, when) => settle(window, head.name, head.half_life_ms, when),
  ],
  ['member_removed', (window, head: Of<'member_removed'>) => alter(window, head.member, { state: 'removed' })],
  ['member_let_back', (window, head: Of<'member_let_back'>) => alter(window, head.member, { state: 'present' })],
  ['role_given', (window, head: Of<'role_given'>) => alter(window, head.member, { role: head.role })],
  ['trace_hidden', (window, head: Of<'trace_hidden'>, _, when) => hide(window, head, true, when)],
  ['trace_restored', (window, head: Of<'trace_restored'>, _, when) => hide(window, head, false, when)],
]);
/** What every member may. */
const MEMBERS = new Map<string, Act>([
  ['member_renamed', rename],
  ['member_left', (window, head: Of<'member_left'>) => alter(window, head.by, { state: 'left' })],
  ['trace_left', leave],
  ['trace_reworded', reword],
  ['trace_withdrawn', (window, head: Of<'trace_withdrawn'>, _, when) => withdraw(window, head, when)],
  ['trace_warmed', (window, head: Of<'trace_warmed'>, _, when) => warm(window, head, when)],
]);

/** Applies one entry. Entries come in the order of the log; one that the window holds already changes nothing. */
export function apply(window: Window, { position, at_ms, head, body }: Entry): void {
  window.changed = new Set();
  if (window.position && comparePositions(position, window.position) <= 0) return;
  window.position = position;
  const when = { position, atMs: between(TIME_MS_MIN, head.imported?.at_ms ?? at_ms, TIME_MS_MAX) };
  if (head.v === FORMAT_VERSION && take(window, head, body, when)) return;
  window.unread = [...window.unread, { ...when, by: head.by, type: head.type }].slice(-UNREAD_MAX);
}

/** Whether the tag is known; what isn't legal on the board is passed over. */
function take(window: Window, head: Head, body: Body | null, when: When): boolean {
  const { type } = head;
  const hosts = HOSTS.get(type);
  const act = hosts ?? MEMBERS.get(type);
  if (type === 'member_joined') join(window, head, body);
  else if (!act) return type === 'circle_founded';
  else if (may(window, head, !!hosts)) act(window, head as never, body, when);
  return true;
}

function settle(window: Window, name: string | undefined, halfLifeMs: number | undefined, when: When): void {
  const from = window.circle.half_life_ms;
  const to = between(HALF_LIFE_MS_MIN, halfLifeMs ?? from, HALF_LIFE_MS_MAX);
  window.circle = { name: name ?? window.circle.name, half_life_ms: to };
  if (to === from) return;
  const move = (id: string, s: number) => (isAhead(window, id, when.position) ? s : rescale(s, when.atMs, from, to));
  for (const card of window.cards.values()) put(window, { ...card, glow_ms: move(card.id, card.glow_ms) });
  for (const [seed, trail] of window.trails)
    window.trails.set(seed, { ...trail, warmth_ms: move(seed, trail.warmth_ms) });
}

const between = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));
