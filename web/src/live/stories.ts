import { stories } from '../http/stories';
import type { StoryPart, StoryPiece, StoryView } from '../protocol';
import type { Space } from '../rows/space';
import type { Session } from './session';
import type { Shown } from './view';

/** A piece of a story for views; without a card: the cited trace is missing. */
export type Piece = { words: string } | { card: Shown | undefined };

/** Whether a trace is a story. */
export const isStory = ({ facet }: Pick<Shown, 'facet'>): boolean => facet?.is === 'story';

/** The stories that aren't withdrawn, down to the edge of what was loaded, newest first. */
export function storiesHere({ view }: Session, edge: { at_ms: number; n: number } | null): Shown[] {
  const within = ({ at_ms, n }: Shown) => !edge || at_ms > edge.at_ms || (at_ms === edge.at_ms && n >= edge.n);
  const all = [...view.value!.cards.values()].filter(card => isStory(card) && card.state === 'shown' && within(card));
  return all.sort((a, b) => b.at_ms - a.at_ms || b.n - a.n);
}

/** Loads the newest stories, or those before a place. */
export const loadStories =
  ({ id }: Session, before: { at_ms: number; n: number } | null) =>
  async (_: unknown, space: Space) => {
    const page = await stories(id).list(before && `${before.at_ms},${before.n}`, space.rows.position);
    space.merge(page, page.position);
    return { listed: page.feed, edge: page.edge ?? null };
  };

/** Loads one story, with what it cites. */
export const loadStory =
  ({ id }: Session, story: string) =>
  async (_: unknown, space: Space) => {
    const page = await stories(id).one(story, space.rows.position);
    space.merge(page, page.position);
    const cited = page.parts.flatMap(part => (typeof part === 'object' && 'card' in part ? [part.card] : []));
    return { listed: [page.card, ...cited], page };
  };

/** Its pieces, with the current cards that they cite. */
export const pieces = ({ space }: Session, { parts }: Pick<StoryView, 'parts'>): Piece[] =>
  parts.map((part: StoryPiece) => {
    if (part === 'gone') return { card: undefined };
    return 'words' in part ? part : { card: space?.cards.get(space.rows.cards.get(part.card)?.id ?? '') };
  });

/** The same for an unsent story. */
export function unsent({ outbox, view }: Session, id: string): Piece[] | undefined {
  const deed = outbox.items.value.find(item => item.id === id)?.draft.deed;
  if (deed?.type !== 'leave' || !deed.told) return undefined;
  const { told, cites = [] } = deed;
  const { cards } = view.value!;
  return told.map((part: StoryPart) => ('words' in part ? part : { card: cards.get(cites[part.cite] ?? '') }));
}
