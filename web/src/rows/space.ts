import type {
  Card,
  Edge,
  GatheringEdge,
  Rows as Given,
  Mark,
  Member,
  OwnRound,
  Position,
  Snapshot,
  WarmEdge,
  Words,
} from '../protocol';
import { Lists } from './lists';
import { type Changed, Rows } from './rows';
import { type Shown, show } from './shown';

/** The edges of an answer's lists. */
export interface Edges {
  edge?: Edge | undefined;
  warm_edge?: WarmEdge | undefined;
  open_edge?: Edge | undefined;
  rounds_edge?: number | undefined;
  gatherings_edge?: GatheringEdge | undefined;
  called_edge?: number | undefined;
}

/** One space on the page: its rows, its lists, and its combined cards. Each snapshot makes a new one. */
export class Space {
  readonly rows = new Rows();
  readonly lists = new Lists(this.rows);
  /** The cards that are here, by id. Changed in place; a card in it is replaced. */
  readonly cards = new Map<string, Shown>();
  /** A new map only if a member changed, so that cards can compare it. */
  members = this.#people();
  /** Words that are not in the shared rows, and that this member may read, by their card; `at`: as of when. */
  readonly words = new Map<string, Words & { at: Position }>();

  constructor(position: Position, given: Given, edges: Edges) {
    this.lists.feedEdge = edges.edge;
    this.lists.warmEdge = edges.warm_edge;
    this.lists.openEdge = edges.open_edge;
    this.lists.roundsEdge = edges.rounds_edge;
    this.lists.gatheringsEdge = edges.gatherings_edge;
    this.lists.calledEdge = edges.called_edge;
    this.rows.reach(position);
    this.merge(given, position);
  }

  /** Merges an answer's rows with its position. Returns what changed. */
  merge(given: Given, at: Position): Changed {
    const changed = this.rows.merge(given, at);
    if (changed.members) this.members = this.#people();
    this.lists.add(changed.fresh);
    for (const n of changed.cards) this.#draw(n);
    return changed;
  }

  mark(marks: readonly Mark[], at: Position): void {
    for (const n of this.rows.mark(marks, at)) this.#draw(n);
  }

  /** The viewer's own marks for rounds. */
  own(rounds: readonly OwnRound[] = [], at: Position): void {
    for (const round of rounds) this.rows.own.put(round, at);
  }

  /** Words that the shared rows don't hold, and that this member may read: they show as long as the card is hidden. */
  tell(words: readonly Words[], at: Position): void {
    for (const one of words) {
      this.words.set(one.id, { ...one, at });
      this.#draw(this.rows.numbers.get(one.id) ?? -1);
    }
  }

  /** The combined cards. */
  shown(cards: readonly Card[]): Shown[] {
    return cards.map(({ id }) => this.cards.get(id)!);
  }

  /** What is here of the trail of a trace (its nearest, where it stands in several), oldest first. */
  trail(id: string): Shown[] {
    const card = this.rows.card(id);
    return card ? this.shown(this.lists.trail(card.trails[0] ?? card.n)) : [];
  }

  /** The seed of that trail, as far as it is here; else the trace itself. */
  seedOf(id: string): string {
    return this.rows.cards.get(this.rows.card(id)?.trails[0] ?? -1)?.id ?? id;
  }

  #draw(n: number): void {
    const card = this.rows.cards.get(n);
    if (card) this.cards.set(card.id, show(this.rows, card, this.words.get(card.id)));
  }

  /** Everybody. The board numbers whose name is like another's; who came before it did so is numbered here. */
  #people(): ReadonlyMap<string, Member> {
    const bearers = new Map<string, number>();
    const called = (member: Member): [string, Member] => {
      const name = member.name?.normalize('NFKC').toLowerCase() ?? '';
      const twin = Math.max(member.twin ?? 1, (bearers.get(name) ?? 0) + 1);
      bearers.set(name, twin);
      return [member.id, name && twin > 1 ? { ...member, twin } : member];
    };
    return new Map([...this.rows.members.rows()].sort((a, b) => a.n - b.n).map(called));
  }
}

/** The space that a snapshot begins. */
export const begin = (snapshot: Snapshot): Space => new Space(snapshot.position, snapshot, snapshot);
