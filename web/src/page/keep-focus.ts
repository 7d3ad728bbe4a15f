import { focusOn } from './focus';

const ROOM = 'li, section, dialog';

/**
 * Keeps the focus where the eye is: what goes away with it (a button whose deed is done, a place that was left) hands it to
 * what stood around it, or else to the heading of what stands there now. A browser would drop it to the page's beginning.
 */
export function keepFocus(app: Element): void {
  let last: Element | undefined;
  let rooms: HTMLElement[] = [];
  app.addEventListener('focusin', ({ target }) => {
    last = target as Element;
    rooms = [];
    for (let at = last.closest<HTMLElement>(ROOM); at; at = at.parentElement!.closest(ROOM)) rooms.push(at);
  });
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    focusOn(rooms.find(room => room.isConnected) ?? app.querySelector('h1'));
  }).observe(app, { childList: true, subtree: true });
}
