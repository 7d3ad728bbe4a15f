import { effect } from '@preact/signals';
import { words } from '../words';
import { session } from './current';
import { route } from './route';

/** The cache that the service worker answers from. It holds one screen, by the address of its board. */
export const SCREEN = 'screen';
/** Changes come in bursts: a screen is kept once its board has been still for so long. */
const STILL_MS = 2_000;
/** So many steps of warmth, as classes: the page's policy allows no style in markup. */
const WARMTHS = 8;
/** What a copy has no use for. */
const LIVELY = '[hidden], .pill, .state button';
const OFF = ['style', 'id', 'href', 'role', 'data-trace', 'data-of'];

/**
 * Keeps the board's first screen as plain markup, so that the next visit is read before any script has run. It is deleted as soon
 * as the board has changed and no copy can be made, and when this browser's member is not in the circle any more.
 */
export function keepScreen(app: Element): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let old = false;
  const keep = () => {
    clearTimeout(timer);
    if (old) void put(screen(app)).catch(() => {});
    old = false;
  };
  effect(() => {
    const live = session.value;
    if (!live) return;
    // Each of them changes what is seen.
    void [live.view.value, live.pending.value, route.value];
    old = true;
    clearTimeout(timer);
    if (['asking', 'in'].includes(live.gate.value)) timer = setTimeout(keep, STILL_MS);
    else keep();
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
}

/** Replaces what is kept. A page that is closed meanwhile leaves the one before. */
async function put(markup: string | undefined): Promise<void> {
  if (!markup) return void (await caches.delete(SCREEN));
  // A page of another look, or in another language, has another one.
  const style = document.querySelector('link[rel=stylesheet]')!.getAttribute('href')!;
  const headers = { 'content-type': 'text/html', date: new Date().toUTCString(), style };
  const cache = await caches.open(SCREEN);
  await cache.put(location.href, new Response(markup, { headers }));
  const [here] = location.href.split('#');
  for (const other of await cache.keys()) if (other.url !== here) await cache.delete(other);
}

/** A copy of what a window shows of the newest traces, without what moves or may be false later. */
export function screen(app: Element): string | undefined {
  const board = app.querySelector('.board.at-now:not([hidden])');
  const run = board?.querySelector('main:not(.return, [hidden]) .run');
  if (!board || !run || run.matches('.unseen') || board.querySelector('dialog')) return undefined;
  if (session.peek()?.gate.peek() !== 'in' || route.peek().pod || location.search) return undefined;
  const end = board.getBoundingClientRect().top + innerHeight;
  const copy = board.cloneNode(true) as Element;
  const its = [...copy.querySelectorAll<HTMLElement>('*')];
  for (const each of board.querySelectorAll<HTMLElement>('*')) plain(each, its.shift()!, end);
  for (const each of copy.querySelectorAll(LIVELY)) each.remove();
  const state = copy.querySelector('.state')!;
  state.classList.add('off');
  state.querySelector('span')!.textContent = words.word['catching up'];
  return `<div class="last" aria-hidden="true" inert>${new XMLSerializer().serializeToString(copy)}</div>`;
}

/** Makes the copy of an element plain; what lies below the window's end is taken out. */
function plain(shown: HTMLElement, copy: HTMLElement, end: number): void {
  if (shown.matches('.card, .day, .run') && shown.getBoundingClientRect().top > end) return copy.remove();
  const warmth = shown.style.getPropertyValue('--w');
  if (warmth) copy.classList.add(`w${Math.round(Number(warmth) * WARMTHS)}`);
  for (const name of OFF) copy.removeAttribute(name);
  // A photo isn't kept, but its place is.
  if (shown.matches('.photo')) {
    const place = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    place.setAttribute('width', `${shown.offsetWidth}`);
    place.setAttribute('height', `${shown.offsetHeight}`);
    copy.replaceChildren(place);
  }
  if (shown.matches('time, .day')) copy.textContent = '\u00a0';
}
