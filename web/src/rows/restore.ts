import type { Mark, OwnRound, Position, Role, Rows } from '../protocol';
import { type Edges, Space } from './space';

/** The version of the format; pictures of other versions are ignored. */
export const FORMAT = 3;

/** A stored board: the rows of a first screen, with a position to resume from. */
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

/** The space of a picture; `undefined` if another version of the page stored it. */
export function restore(kept: Picture | undefined): Space | undefined {
  if (kept?.format !== FORMAT) return undefined;
  const space = new Space(kept.position, kept, kept);
  space.mark(kept.marks, kept.position);
  space.own(kept.own_rounds, kept.position);
  return space;
}
