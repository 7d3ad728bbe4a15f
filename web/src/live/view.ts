import type { Circle, Gathering, Member, OwnRound, Pod, Role, Round, Waiting } from '../protocol';
import type { Shown, With } from '../rows/shown';

export type { Shown, With } from '../rows/shown';

/** A trail as views show it. */
export interface WarmTrail {
  /** The number of its seed. */
  readonly n: number;
  /** The id of its seed. */
  readonly seed: string;
  readonly warmth_ms: number;
  readonly size: number;
  /** The trace that reached it last. */
  readonly newest: string;
  /** Who left traces in it, latest first. */
  readonly people: readonly string[];
}

/** The board for views: the rows at one position. Immutable; a change makes a new one. */
export interface View {
  readonly id: string;
  readonly position: string | null;
  readonly circle: Circle & { name: string };
  /** The viewer's id; empty until it is known. */
  readonly me: string;
  /** What they may do. */
  readonly role: Role;
  /** The members whom the rows name. All of them are here once a host's page asked (`loadMembers`). */
  readonly members: ReadonlyMap<string, Member>;
  readonly cards: ReadonlyMap<string, Shown>;
  /** The traces down to the edge of what was loaded, newest first. */
  readonly feed: readonly Shown[];
  /** Whether older ones exist on the server. */
  readonly more: boolean;
  /** Warmest first, those whose seed is here. */
  readonly trails: readonly WarmTrail[];
  /** Whether others, less warm, exist on the server. */
  readonly moreTrails: boolean;
  /** Those that nobody has taken up, newest first, down to the edge of what was loaded. */
  readonly openEnds: readonly Shown[];
  /** Whether others exist on the server. */
  readonly moreEnds: boolean;
  /** One's own promises that aren't withdrawn, in no order. */
  readonly promises: readonly With<'promise'>[];
  /** The pods of the circle that are here, in no order. */
  readonly pods: readonly Pod[];
  /** Those that the viewer is in, as far as that is known. */
  readonly own_pods?: readonly string[] | undefined;
  /** Those that they are invited to by name. */
  readonly pod_invitations?: readonly string[] | undefined;
  /** Whether they are in one that this session may not open, because it began by a host's link. */
  readonly held?: boolean | undefined;
  /** Members who signed in by a host's link, and wait to be let into one's own pods. */
  readonly waiting?: readonly Waiting[] | undefined;
  /** A card by its number, where it is here. */
  readonly of: (n: number | undefined) => Shown | undefined;
  /** Those that are here, in no order. */
  readonly rounds: readonly Round[];
  /** Those that are here, in no order. */
  readonly gatherings: readonly Gathering[];
  /** The viewer's own mark for a round. */
  readonly own: (round: string) => OwnRound | undefined;
}

/** Whether a gathering runs at a time. One that was ended is over at once, whatever the page's slow clock says. */
export const runs = ({ from_ms, to_ms, ended }: Gathering, now_ms: number): boolean =>
  from_ms <= now_ms && now_ms < to_ms && !ended;

/** The gathering that runs at a time. */
export const running = ({ gatherings }: View, now_ms: number): Gathering | undefined =>
  gatherings.find(one => runs(one, now_ms));

/** The pods to which the viewer is invited and can still answer. */
export const invitations = ({ pods, pod_invitations }: View): Pod[] =>
  pods.filter(({ id, state }) => pod_invitations?.includes(id) && state !== 'closed');

/** Whether the viewer is a host. */
export const isHost = (view: View): boolean => (view.members.get(view.me)?.role ?? view.role) === 'host';
