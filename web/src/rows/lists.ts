// Lists are made from the known rows, each down to its edge: rows beyond are kept, but not listed.
import type { Card, Edge, GatheringEdge, Trail, WarmEdge } from '../protocol';
import type { Rows } from './rows';

/** An edge: absent, the list is whole. */
type To<E> = E | undefined;
type Place = Pick<Card, 'at_ms' | 'n'>;

/** Newest first: by time, then by number. */
const newestFirst = (a: Place, b: Place): number => b.at_ms - a.at_ms || b.n - a.n;
const warmestFirst = (a: WarmEdge, b: WarmEdge): number => b.warmth_ms - a.warmth_ms || a.n - b.n;
const within = (place: Place, edge: To<Edge>): boolean => !edge || newestFirst(place, edge) <= 0;

/** The lists of one space. */
export class Lists {
  feedEdge: To<Edge>;
  warmEdge: To<WarmEdge>;
  openEdge: To<Edge>;
  roundsEdge: To<number>;
  gatheringsEdge: To<GatheringEdge>;
  /** The edge of the trails in coldest order; null if they were not loaded. */
  quietEdge: To<WarmEdge> | null = null;
  calledEdge: To<number>;
  /** The edges of the loaded trails, by the numbers of their seeds. */
  readonly trailEdges = new Map<number, To<Edge>>();
  /** The numbers of all known cards, newest first. */
  #order: number[] = [];

  constructor(private readonly rows: Rows) {}

  /** Adds new cards. */
  add(fresh: readonly number[]): void {
    if (fresh.length === 0) return;
    const cards = [...fresh, ...this.#order].map(n => this.rows.cards.get(n)!);
    this.#order = cards.sort(newestFirst).map(({ n }) => n);
  }

  feed(): Card[] {
    return this.#cards().filter(card => within(card, this.feedEdge));
  }

  openEnds(): Card[] {
    return this.#cards().filter(card => this.#isOpen(card) && within(card, this.openEdge));
  }

  /** One's own promises that stand and weren't kept, in no order. */
  promises(): Card[] {
    const { marks, cards } = this.rows;
    return marks.rows().flatMap(({ n, promised }) => (promised && cards.get(n)) || []);
  }

  warm(): Trail[] {
    const { warmEdge } = this;
    const all = this.rows.trails
      .rows()
      .filter(trail => !trail.gone && (!warmEdge || warmestFirst(trail, warmEdge) <= 0));
    return all.sort(warmestFirst);
  }

  /** The known cards of a trail, oldest first. */
  trail(seed: number): Card[] {
    const edge = this.trailEdges.get(seed);
    const all = this.#cards().filter(card => card.trails.includes(seed) && within(card, edge));
    return all.reverse();
  }

  #cards(): Card[] {
    return this.#order.map(n => this.rows.cards.get(n)!);
  }

  #isOpen({ open, state, taken }: Card): boolean {
    return open === true && state === 'shown' && taken === undefined;
  }
}
