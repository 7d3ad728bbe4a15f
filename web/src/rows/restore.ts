import type { Mark, OwnRound, Position, Role, Rows } from '../protocol';
import { type Edges, Space } from './space';

/** A later page that keeps other things counts on: what an earlier one kept is no picture to it. */
export const FORMAT = 3;

/** What a browser keeps of a board: the rows that a first screen shows, as of a position from which a page goes on. */
export interface Picture extends Rows, Edges {
  /** The space. */
  id: string;
  format: number;
  me: string;
  role: Role;
  own_pods?: readonly string[] | undefined;
  pod_invitations?: readonly string[] | undefined;
  position: Position;
  marks: Mark[];
  own_rounds: OwnRound[];
}

/** The space that a picture shows; none where another version of the page kept it. */
export function restore(kept: Picture | undefined): Space | undefined {
  if (kept?.format !== FORMAT) return undefined;
  const space = new Space(kept.position, kept, kept);
  space.mark(kept.marks, kept.position);
  space.own(kept.own_rounds, kept.position);
  return space;
}
