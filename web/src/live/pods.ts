// Pods on a circle's page: their rows, one's own, and the unsent changes.
import { reads } from '../http/more';
import type { Pod, PodPage } from '../protocol';
import { comparePositions } from '../rows/position';
import type { Space } from '../rows/space';
import type { Session } from './session';
import { invitations, type View } from './view';

/** Pods in the order of the page. */
export interface Listed {
  invited: Pod[];
  own: Pod[];
  others: Pod[];
}

/** Those that are closed last, of those alike the newest first. */
const newestFirst = (a: Pod, b: Pod): number =>
  Number(a.state === 'closed') - Number(b.state === 'closed') || b.n - a.n;

/** Sorts the pods that are here: one's own are no longer called to one, nor those that one declined. */
export function listed(view: View, called: readonly Pod[], done: Done): Listed {
  const { pods, own_pods = [] } = view;
  const own = pods.filter(({ id }) => own_pods.includes(id)).sort(newestFirst);
  const invited = invitations(view).filter(pod => !own.includes(pod) && !done.declined.has(pod.id));
  invited.sort(newestFirst);
  const others = called.filter(pod => !own.includes(pod) && !invited.includes(pod));
  return { invited, own, others };
}

/** One's own deeds about pods that the rows do not contain yet. */
export interface Done {
  /** Intentions of pods that one called. */
  called: { id: string; intention: string }[];
  stepped: ReadonlySet<string>;
  declined: ReadonlySet<string>;
}

export function done({ view, outbox }: Session): Done {
  const all: Done & { stepped: Set<string>; declined: Set<string> } = {
    called: [],
    stepped: new Set(),
    declined: new Set(),
  };
  for (const { id, space, state, position, draft } of outbox.items.value) {
    const { deed } = draft;
    const known = position && comparePositions(position, view.value?.position ?? '') <= 0;
    if (space || state === 'refused' || known) continue;
    if (deed.type === 'call_pod' && !deed.offer_to) all.called.unshift({ id, intention: deed.intention });
    if (deed.type === 'step_in') all.stepped.add(deed.pod);
    if (deed.type === 'decline_pod') all.declined.add(deed.pod);
  }
  return all;
}

/** Loads pods that were called before, and moves the list's edge down to them. */
export const loadCalled =
  ({ id }: Session) =>
  async (_: unknown, space: Space): Promise<{ listed: number[] }> => {
    const { lists, rows } = space;
    const edge = lists.calledEdge;
    if (edge === undefined) return { listed: [] };
    const query = { before: edge, at_least: rows.position };
    const page = await reads(`/api/c/${id}`)<PodPage>('pods', query);
    space.merge(page, page.position);
    if (lists.calledEdge === edge) lists.calledEdge = page.edge;
    return { listed: [] };
  };
