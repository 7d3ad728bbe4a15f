import { keepScreen } from './last-screen';

let screens = false;

/**
 * Only where the browser allows a service worker: behind TLS and on localhost. It keeps the page's files of whoever
 * `stays`; and a screen for it to answer with is kept on every visit that it began.
 */
export function keep(app: Element, stays = false): void {
  // A last screen stood here until the board did.
  document.querySelector('.last')?.remove();
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  if (stays) void navigator.serviceWorker.register('/sw.js').catch(() => {});
  if (!screens) keepScreen(app);
  screens = true;
}
