import { together } from '../http/together';
import type { Round, RoundKind } from '../protocol';
import type { Space } from '../rows/space';
import { isKindOn } from './rounds';
import type { Session } from './session';
import type { Shown } from './view';

/** Whether older rounds, and gatherings that ended earlier, exist on the server. */
export function edges({ space }: Session) {
  return { rounds: space?.lists.roundsEdge !== undefined, gatherings: space?.lists.gatheringsEdge !== undefined };
}

/** The loaded rounds of a gathering, newest first. */
export const roundsOf = (session: Session, gathering: string): Round[] =>
  session.view
    .value!.rounds.filter(round => round.gathering === gathering && isKindOn(session, round))
    .sort((a, b) => b.n - a.n);

/** The loaded cards of these numbers. */
export const cards = ({ space }: Session, ns: readonly number[]): Shown[] =>
  ns.flatMap(n => space?.cards.get(space.rows.cards.get(n)?.id ?? '') ?? []);

/** Loads older rounds, and moves their edge down to them. */
export const loadRounds =
  ({ id }: Session) =>
  async (_: unknown, space: Space) => {
    const { rows, lists } = space;
    const edge = lists.roundsEdge;
    if (edge === undefined) return { listed: [] };
    const page = await together(id).rounds(edge, rows.position);
    space.merge(page, page.position);
    space.own(page.own_rounds, page.position);
    if (lists.roundsEdge === edge) lists.roundsEdge = page.rounds_edge;
    return { listed: [] };
  };

/** Loads the newest rounds of a kind, whatever they are about. */
export const loadKind =
  ({ id }: Session, kind: RoundKind) =>
  async (_: unknown, space: Space) => {
    const page = await together(id).rounds(null, space.rows.position, kind);
    space.merge(page, page.position);
    space.own(page.own_rounds, page.position);
    return { listed: [] };
  };

/** Loads gatherings that ended earlier, and moves their edge down to them. */
export const loadGatherings =
  ({ id }: Session) =>
  async (_: unknown, space: Space) => {
    const { rows, lists } = space;
    const edge = lists.gatheringsEdge;
    if (!edge) return { listed: [] };
    const page = await together(id).gatherings(`${edge.to_ms},${edge.n}`, rows.position);
    space.merge(page, page.position);
    if (lists.gatheringsEdge === edge) lists.gatheringsEdge = page.gatherings_edge;
    return { listed: [] };
  };

/** A gathering, as an answer has it. */
export interface Gathered {
  /** The numbers of its traces. */
  listed: number[];
  /** The edge of its traces; none: these are all. */
  more: string | null;
}

/** Loads a gathering, or older traces of it. */
export const loadGathering =
  ({ id }: Session, gathering: string, before: string | null) =>
  async (_: unknown, space: Space): Promise<Gathered> => {
    const page = await together(id).gathering(gathering, before, space.rows.position);
    space.merge(page, page.position);
    space.own(page.own_rounds, page.position);
    const { edge } = page;
    return { listed: page.feed, more: edge ? `${edge.at_ms},${edge.n}` : null };
  };
