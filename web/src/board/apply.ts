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
const HOSTS_ONLY = /^(circle_changed|role_given|member_(removed|let_back)|trace_(hidden|restored))$/;
const KNOWN = new RegExp(`${HOSTS_ONLY.source}|^(member_(renamed|left)|trace_(left|reworded|withdrawn|warmed))$`);

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
  if (type === 'circle_founded') return true;
  if (type === 'member_joined') {
    join(window, head, body);
    return true;
  }
  if (!KNOWN.test(type)) return false;
  if (!may(window, head, HOSTS_ONLY.test(type))) return true;
  if (type === 'circle_changed') settle(window, head.name, head.half_life_ms, when);
  else if (type === 'member_renamed') rename(window, head, body);
  else if (type === 'member_left') alter(window, head.by, { state: 'left' });
  else if (type === 'member_removed') alter(window, head.member, { state: 'removed' });
  else if (type === 'member_let_back') alter(window, head.member, { state: 'present' });
  else if (type === 'role_given') alter(window, head.member, { role: head.role });
  else if (type === 'trace_left') leave(window, head, body, when);
  else if (type === 'trace_reworded') reword(window, head, body, when);
  else if (type === 'trace_withdrawn') withdraw(window, head, when);
  else if (type === 'trace_warmed') warm(window, head, when);
  else if (type !== 'unknown') hide(window, head, type === 'trace_hidden', when);
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
