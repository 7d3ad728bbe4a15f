import type { Who } from '../live/draw';
import type { Card } from '../protocol';
import { called } from './called';
import { FORMAT, type Picture } from './restore';
import type { Space } from './space';
import { gatherings as allGatherings, rounds as allRounds } from './together';

const CARDS_MAX = 400;
/** A pod has to be shown at once after a tap: as many cards as a first screen has. */
const POD_CARDS_MAX = 30;
const TRAILS_MAX = 100;
const OPEN_ENDS_MAX = 100;
const ROUNDS_MAX = 100;
const PODS_MAX = 50;

/** The edge of a list in the picture, if it was cut. */
const cut = <T, E>(list: readonly T[], most: number, edge: E | undefined, place: (last: T) => E): E | undefined =>
  list.length > most ? place(list[most - 1]!) : edge;
const at = ({ at_ms, n }: Card) => ({ at_ms, n });

/** Makes a picture of a space for a viewer. Long lists are cut. */
export function picture(id: string, space: Space, who: Who): Picture {
  const { rows, lists } = space;
  const most = rows.circle?.pod ? POD_CARDS_MAX : CARDS_MAX;
  const [feed, trails, ends] = [lists.feed(), lists.warm(), lists.openEnds()];
  const listed = [...feed.slice(0, most), ...ends.slice(0, OPEN_ENDS_MAX), ...lists.promises()];
  const warm = trails.slice(0, TRAILS_MAX);
  const [all, spans] = [allRounds(space), allGatherings(space)];
  const [rounds, gatherings] = [all.slice(0, ROUNDS_MAX), spans.slice(0, ROUNDS_MAX)];
  const open = called(space);
  const own = [...(who.own_pods ?? []), ...(who.pod_invitations ?? [])];
  const pods = [...new Set([...open.slice(0, PODS_MAX), ...own.flatMap(pod => rows.pods.get(pod) ?? [])])];
  // Only the rows that these name: a picture is copied as a whole each time.
  const named = [...listed.flatMap(card => card.builds_on.map(parent => rows.numbers.get(parent)))];
  const takers = listed.map(card => card.taken);
  const numbers = new Set([
    ...listed.map(({ n }) => n),
    ...named,
    ...takers,
    ...warm.flatMap(({ n, newest }) => [n, newest]),
  ]);
  const cards = [...numbers].flatMap(n => rows.cards.get(n ?? -1) ?? []);
  const people = new Set([
    who.me,
    ...[...cards, ...pods].map(({ by }) => by),
    ...warm.flatMap(trail => trail.people.map(n => rows.people.get(n))),
    ...[...rounds, ...gatherings].map(({ by }) => by),
    ...rounds.flatMap(({ answered = [] }) => answered.map(n => rows.people.get(n))),
  ]);
  const of = <R>(table: { get(n: number): R | undefined }) => cards.flatMap(({ n }) => table.get(n) ?? []);
  return {
    ...who,
    id,
    format: FORMAT,
    position: rows.position!,
    ...(rows.circle && { circle: rows.circle }),
    members: [...people].flatMap(one => rows.members.get(one ?? '') ?? []),
    cards,
    lights: cards.flatMap(({ n }) => {
      const light = rows.lights.get(n);
      return light ? [light] : [];
    }),
    trails: warm,
    marks: of(rows.marks),
    rounds,
    gatherings,
    own_rounds: rounds.flatMap(({ id }) => rows.own.get(id) ?? []),
    rounds_edge: cut(all, ROUNDS_MAX, lists.roundsEdge, ({ n }) => n),
    gatherings_edge: cut(spans, ROUNDS_MAX, lists.gatheringsEdge, ({ to_ms, n }) => ({ to_ms, n })),
    pods,
    edge: cut(feed, most, lists.feedEdge, at),
    warm_edge: cut(trails, TRAILS_MAX, lists.warmEdge, ({ warmth_ms, n }) => ({ warmth_ms, n })),
    called_edge: cut(open, PODS_MAX, lists.calledEdge, ({ n }) => n),
    open_edge: cut(ends, OPEN_ENDS_MAX, lists.openEdge, at),
  };
}
