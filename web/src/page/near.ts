import { type Route, read } from './route';

/** Safari knows no idle time: so long after the first picture there is some. */
const IDLE_MS = 1_500;

/** Calls `near` with the place behind each link that a finger, a mouse or the focus comes to. */
export function watchLinks(near: (place: Route) => void): void {
  const come = ({ target }: Event) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="/"]');
    if (link) near(read(link.pathname, link.search));
  };
  for (const kind of ['pointerover', 'pointerdown', 'focusin']) addEventListener(kind, come, { passive: true });
}

/** Runs `act` once the browser has nothing better to do; never where it is told to save data. */
export function idly(act: () => void): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 2 * IDLE_MS });
  else setTimeout(act, IDLE_MS);
}
