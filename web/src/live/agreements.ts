// Agreements on the page: the current ones, their wordings, and what they changed from and into.
import { reads } from '../http/more';
import type { AgreementsPage, Round } from '../protocol';
import type { Space } from '../rows/space';
import { words } from '../words';
import type { Session } from './session';
import type { Shown, View, With } from './view';

export type Agreement = With<'agreement'>;
export type Wording = With<'wording'>;

/** A day later than any review. */
const NEVER = '9999-12-31';
/** How many changes before and after an agreement are followed: monthly changes for two years. */
const LINEAGE_MAX = 24;

export const isAgreement = (card: Shown): card is Agreement => card.facet?.is === 'agreement';
const isWording = (card: Shown): card is Wording => card.facet?.is === 'wording';

/** The day of its review, last of all days where it has none. */
const place = ({ facet }: Agreement): string => facet.review_on ?? NEVER;

/** Whether its review is due on a day. */
export const isDue = (agreement: Agreement, day: string): boolean => place(agreement) <= day;

/** Unsent ones have no number yet, and come last. */
const number = ({ n }: Shown): number => (n < 0 ? Number.POSITIVE_INFINITY : n);

/** Those that aren't withdrawn or let go, soonest review first, then those without a review in the order of the log. */
export function current(cards: Iterable<Shown>): Agreement[] {
  const all = [...cards]
    .filter(isAgreement)
    .filter(({ state, facet }) => state === 'shown' && facet.stage !== 'let_go');
  return all.sort((a, b) => place(a).localeCompare(place(b)) || number(a) - number(b) || 0);
}

/** The loaded agreements and wordings with unsent changes, and one's own unsent ones. */
export function withWaiting({ view, pending }: Session): Shown[] {
  const { leaves, changes } = pending.value;
  const cards = [...view.value!.cards.values()].filter(({ facet }) => facet && facet.is !== 'promise');
  return [...cards.map(card => ({ ...card, ...changes.get(card.id)?.to })), ...leaves];
}

/** Each member's latest wording of an agreement, by name. */
export function wordings(cards: Iterable<Shown>, agreement: string, members: View['members']): Wording[] {
  const latest = new Map<string, Wording>();
  for (const card of [...cards].filter(isWording)) {
    const { by, state, builds_on } = card;
    if (state !== 'shown' || builds_on[0] !== agreement || (members.get(by)?.state ?? 'present') !== 'present')
      continue;
    const had = latest.get(by);
    // Of unsent ones the newest is first.
    if (!had || number(card) > number(had)) latest.set(by, card);
  }
  const name = ({ by }: Shown) => members.get(by)?.name ?? '';
  const names = new Intl.Collator(words.locale);
  return [...latest.values()].sort((a, b) => names.compare(name(a), name(b)) || a.n - b.n);
}

/** The changes of an agreement: what it changed from, eldest first, and what it changes into. */
export function lineage(of: Shown, view: Pick<View, 'cards' | 'of'>): { before: Shown[]; after: Shown[] } {
  const before = new Map<string, Shown>();
  const way = [of];
  for (let card = way.shift(); card && before.size < LINEAGE_MAX; card = way.shift()) {
    // A trace that it grew from has a trail of its own.
    if (!isAgreement(card)) continue;
    for (const id of card.builds_on) {
      const parent = view.cards.get(id);
      if (!parent || parent === of || before.has(id)) continue;
      before.set(id, parent);
      way.push(parent);
    }
  }
  const after: Shown[] = [];
  let next = view.of(of.taken);
  while (next && after.length < LINEAGE_MAX && !after.includes(next)) {
    after.push(next);
    next = view.of(next.taken);
  }
  return { before: [...before.values()].sort((a, b) => a.at_ms - b.at_ms || a.n - b.n), after };
}

/** The latest review of an agreement, and whether a move may follow it: it is over, and somebody answered. */
export function reviewOf(
  { review }: Shown,
  rounds: readonly Round[],
): { round: Round | undefined; concludes: boolean } {
  const round = rounds.find(({ id }) => id === review);
  return { round, concludes: round?.ended_at_ms !== undefined && (round.answered?.length ?? 0) > 0 };
}

/** Loads agreements by their reviews, after an edge. */
export const loadAgreements =
  ({ id }: Session, after: string | null) =>
  async (_: unknown, space: Space): Promise<{ listed: number[]; more: string | null }> => {
    const query = { after, at_least: space.rows.position };
    const page = await reads(`/api/c/${id}`)<AgreementsPage>('agreements', query);
    space.merge(page, page.position);
    const { due_edge: edge } = page;
    return { listed: page.agreements, more: edge ? `${edge.due},${edge.n}` : null };
  };
