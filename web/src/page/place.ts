import type { Place } from '../live/memory';

/** A card above this edge counts as read. */
const EDGE_PX = 40;

/** The card of the feed that is being read: the first that isn't above the window. None if the feed isn't shown. */
export function reading(): Place | undefined {
  const below = (each: Element) => each.getBoundingClientRect().bottom > EDGE_PX;
  // Searches runs first, so that distant ones need no layout.
  const run = [...document.querySelectorAll('.feed ol')].find(below);
  const card = [...(run?.querySelectorAll<HTMLElement>('[data-trace]') ?? [])].find(below);
  return card && { id: card.dataset.trace!, top: card.getBoundingClientRect().top };
}
