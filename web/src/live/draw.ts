import type { Role, Trail, Waiting } from '../protocol';
import type { Rows } from '../rows/rows';
import type { Space } from '../rows/space';
import type { View, WarmTrail, With } from './view';

/** The state of members who signed in by a host's link: a pod opens once somebody in it lets them in. */
export interface Held {
  /** Whether the viewer waits for that in some pod. */
  held?: boolean | undefined;
  /** Who else waits, and in which pod. */
  waiting?: readonly Waiting[] | undefined;
}

/** The viewer of a board. */
export interface Who extends Held {
  me: string;
  role: Role;
  /** The pods that they are in, as far as that is known. */
  own_pods?: readonly string[] | undefined;
  /** The pods that they are invited to by name. */
  pod_invitations?: readonly string[] | undefined;
}

/** Draws a space for a viewer. `before` is the last drawing: equal lists stay the same object. */
export function draw(id: string, space: Space, who: Who, before: View | undefined): View {
  const { rows, lists, cards, members } = space;
  const trails = lists.warm().flatMap(trail => drawTrail(rows, trail));
  return {
    id,
    ...who,
    position: rows.position,
    circle: { name: '', half_life_ms: 1, ...rows.circle },
    members,
    cards,
    feed: kept(before?.feed, space.shown(lists.feed())),
    more: lists.feedEdge !== undefined,
    trails,
    moreTrails: lists.warmEdge !== undefined,
    openEnds: kept(before?.openEnds, space.shown(lists.openEnds())),
    moreEnds: lists.openEdge !== undefined,
    promises: space.shown(lists.promises()) as With<'promise'>[],
    pods: kept(before?.pods, rows.pods.rows()),
    of: n => cards.get(rows.cards.get(n ?? -1)?.id ?? ''),
    rounds: kept(before?.rounds, rows.rounds.rows()),
    gatherings: kept(before?.gatherings, rows.gatherings.rows()),
    own: id => rows.own.get(id),
  };
}

/** A trail as views show it; nothing where its seed isn't here. */
export function drawTrail(rows: Rows, { n, warmth_ms, size, newest, people }: Trail): WarmTrail[] {
  const seed = rows.cards.get(n)?.id;
  if (!seed) return [];
  const ids = people.flatMap(one => rows.people.get(one) ?? []);
  return [{ n, seed, warmth_ms, size, newest: rows.cards.get(newest)?.id ?? seed, people: ids }];
}

const kept = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] =>
  before?.length === now.length && now.every((each, index) => each === before[index]) ? before : now;
