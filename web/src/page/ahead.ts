import { keepFocus } from './keep-focus';
import { type Route, read } from './route';
import { bearTranslation } from './translated';

/** Safari knows no idle time: so long after the first touch there is some. */
const IDLE_MS = 1_500;
/** Who is here for so long stays. */
const STAY_MS = 10_000;
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'input'];

/**
 * What comes before it is asked for, once the first picture stands: what is behind a link that somebody comes to, at the first
 * touch the composer and what else lies one tap away (`onTouch`), and for who stays the trail and the worker that keeps all of it. A
 * short look, at which one opens what is new and goes, does not pay for those.
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
  const stays = () => void onStay().then(keep);
  onceTouched(() => idly(() => void onTouch().then(() => setTimeout(idly, STAY_MS, stays))));
}

/** Only where the browser allows a worker, that is behind TLS and on this machine; nothing depends on it. */
function keep(): void {
  if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
}

/** Calls `near` with the place behind each link that a finger, a mouse or the focus comes to. */
function watchLinks(near: (place: Route) => void): void {
  const come = ({ target }: Event) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="/"]');
    if (link) near(read(link.pathname, link.search));
  };
  for (const kind of ['pointerover', 'pointerdown', 'focusin']) addEventListener(kind, come, { passive: true });
}

/** Runs `act` at the first sign of somebody. A page that nobody touches, on a wall or in a tab behind, pays for nothing more. */
function onceTouched(act: () => void): void {
  const touched = () => {
    for (const kind of TOUCHES) removeEventListener(kind, touched, true);
    act();
  };
  for (const kind of TOUCHES) addEventListener(kind, touched, { capture: true, passive: true });
}

/** Runs `act` once the browser has nothing better to do; never where it is told to save data. */
function idly(act: () => void): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 2 * IDLE_MS });
  else setTimeout(act, IDLE_MS);
}
