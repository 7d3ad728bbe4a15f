import { focusOn } from './focus';

const ROOM = 'li, section, dialog';

/**
 * Keeps the focus in place: when the focused element disappears (a button after its deed, a place that was left), its
 * container or the new heading gets the focus. A browser would move it to the page's beginning.
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
