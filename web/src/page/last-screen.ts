import { effect } from '@preact/signals';
import { SCREEN } from '../live/keeper';
import { words } from '../words';
import { session } from './current';
import { route } from './route';

/** Changes come in bursts: so long after the first of them a screen is kept. */
const WITHIN_MS = 2_000;
/** So many steps of warmth, as classes: the page's policy allows no style in markup. */
const WARMTHS = 8;
/** What a copy has no use for. */
const LIVELY = '[hidden], .pill, .state button';
const OFF = ['style', 'id', 'href', 'role', 'data-trace', 'data-of'];

/**
 * Keeps the board's first screen as plain markup, so that the next visit is read before any script has run. It is deleted where the
 * board has changed and no copy can be made; and by the session, once this browser's member is not in the circle any more.
 */
export function keepScreen(app: Element): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(timer);
    // Nothing changed since.
    if (!timer) return;
    timer = undefined;
    // Where it can't be written, older words must not stay either.
    void put(screen(app)).catch(() => caches.delete(SCREEN));
  };
  effect(() => {
    const live = session.value;
    if (!live) return;
    // Each of them changes what is seen.
    void [live.view.value, live.pending.value, live.gate.value, route.value];
    timer ??= setTimeout(keep, WITHIN_MS);
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
  const board = app.querySelector<HTMLElement>('.board.at-now:not([hidden])');
  const run = board?.querySelector('main:not(.return, [hidden]) .run');
  if (!board || !run || run.matches('.unseen') || board.querySelector('dialog')) return undefined;
  if (session.peek()?.gate.peek() !== 'in' || route.peek().pod || location.search) return undefined;
  const copy = plain(board, board.getBoundingClientRect().top + innerHeight)!;
  const state = copy.querySelector('.state')!;
  state.classList.add('off');
  state.querySelector('span')!.textContent = words.word['catching up'];
  return `<div class="last" aria-hidden="true" inert>${new XMLSerializer().serializeToString(copy)}</div>`;
}

/** A plain copy of an element; none of what lies below the window's end. */
function plain(shown: HTMLElement, end: number): HTMLElement | undefined {
  if (shown.matches(LIVELY)) return undefined;
  if (shown.matches('.card, .day, .run') && shown.getBoundingClientRect().top > end) return undefined;
  const copy = shown.cloneNode() as HTMLElement;
  const warmth = shown.style?.getPropertyValue('--w');
  if (warmth) copy.classList.add(`w${Math.round(Number(warmth) * WARMTHS)}`);
  for (const name of OFF) copy.removeAttribute(name);
  if (shown.matches('time, .day')) copy.textContent = '\u00a0';
  else if (shown.matches('.photo')) copy.append(placeOf(shown));
  else
    for (const child of shown.childNodes) {
      const its = child instanceof Element ? plain(child as HTMLElement, end) : child.cloneNode();
      if (its) copy.append(its);
    }
  return copy;
}

/** A photo isn't kept, but its place is. */
function placeOf({ offsetWidth, offsetHeight }: HTMLElement): Element {
  const place = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  place.setAttribute('width', `${offsetWidth}`);
  place.setAttribute('height', `${offsetHeight}`);
  return place;
}
