import type { Shown, View } from '../../live/view';
import { words } from '../../words';
import { name } from '../person';

interface Props {
  view: View;
  card: Shown;
  /** The parents that its step names for everyone. */
  seen?: readonly string[];
}

/** What the line of the path shows, for who doesn't see it: what a trace builds on, and how many grew from it. */
export function Heard({ view, card, seen = [] }: Props) {
  const parents = card.builds_on.filter(id => !seen.includes(id)).map(id => view.cards.get(id));
  const names = parents.map(parent => (parent ? name(view.members.get(parent.by)) : words.earlier));
  const heard = [
    ...(names.length > 0 ? [`${words.buildsOn} ${words.by(names, names.length)}`] : []),
    ...(card.grew > 0 ? [words.grew(card.grew)] : []),
  ];
  return heard.length > 0 ? <p class="hidden">{heard.join('. ')}</p> : null;
}
