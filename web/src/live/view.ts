import type { Unread } from '../board/window';
import type { Card, Circle, Member, Trail } from '../protocol';

/** Whether the one who looks is a host. */
export const isHost = (view: View): boolean => view.members.get(view.me)?.role === 'host';

/** The board as views read it: the fold's answers at one position. Never changed in place; a change is a new one. */
export interface View {
  readonly id: string;
  readonly position: string | null;
  readonly circle: Circle;
  readonly me: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly cards: ReadonlyMap<string, Card>;
  /** The window's traces, newest first. */
  readonly feed: readonly Card[];
  /** Whether older ones exist on the server. */
  readonly more: boolean;
  /** Warmest first. */
  readonly trails: readonly Trail[];
  readonly openEnds: readonly Card[];
  /** Entries that this version of the page can't read. */
  readonly unread: readonly Unread[];
}
