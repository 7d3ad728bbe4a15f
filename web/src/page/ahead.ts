import { keepFocus } from './keep-focus';
import { type Route, read } from './route';
import { bearTranslation } from './translated';

/** Safari has no `requestIdleCallback`: it waits so long after the first touch. */
const IDLE_MS = 1_500;
/** A page that is open for so long will probably stay open. */
const STAY_MS = 10_000;
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'input'];

/**
 * Prefetches parts once the first screen is drawn: the part behind a link that is touched or hovered; at the first touch the
 * composer and what else is one tap away (`onTouch`); and on a page that stays open the trail and the service worker. A short
 * visit doesn't load those.
 */
export function ahead(
  app: Element,
  near: (place: Route) => void,
  onTouch: () => Promise<unknown>,
  onStay: () => Promise<unknown>,
): void {
  bearTranslation(app);
  keepFocus(app);
  watchLinks(near);
  const stays = () => void onStay().then(() => void keep(app, true));
  if (navigator.serviceWorker?.controller) void keep(app);
  onceTouched(() => idly(() => void onTouch().then(() => setTimeout(idly, STAY_MS, stays))));
}

/** Keeps the page for the next visit. Nothing depends on it. */
const keep = (app: Element, stays?: boolean) => import('./keep').then(it => it.keep(app, stays)).catch(() => {});

/** Calls `near` with the target of each link that is touched, hovered or focused. */
function watchLinks(near: (place: Route) => void): void {
  const come = ({ target }: Event) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="/"]');
    if (link) near(read(link.pathname, link.search));
  };
  for (const kind of ['pointerover', 'pointerdown', 'focusin']) addEventListener(kind, come, { passive: true });
}

/** Runs `act` at the first input, but for the pill that shows what is new. A page without input, on a wall or in a background tab, loads nothing more. */
function onceTouched(act: () => void): void {
  const touched = ({ target }: Event) => {
    // Whoever shows what is new only reads yet.
    if (target instanceof Element && target.closest('.pill')) return;
    for (const kind of TOUCHES) removeEventListener(kind, touched, true);
    act();
  };
  for (const kind of TOUCHES) addEventListener(kind, touched, { capture: true, passive: true });
}

/** Runs `act` once the browser is idle; never in data-saving mode. */
function idly(act: () => void): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 2 * IDLE_MS });
  else setTimeout(act, IDLE_MS);
}
