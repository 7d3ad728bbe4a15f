// The rows of one space on the page. It does not fold: it replaces rows.
import type {
  Card,
  Circle,
  Gathering,
  Rows as Given,
  Light,
  Mark,
  Member,
  OwnRound,
  Pod,
  Position,
  Round,
  Trail,
} from '../protocol';
import { later } from './position';
import { Table } from './table';

/** A page with more rows takes a new snapshot: a small phone has memory for so many. */
export const ROWS_MAX = 20_000;

/** What merging changed: the numbers of cards, and which kinds. */
export interface Changed {
  cards: Set<number>;
  /** Cards that were not here before. */
  fresh: number[];
  members: boolean;
}

/** The rows of one space. Rows are never removed, so that an answer of any age can be merged at any time. */
export class Rows {
  readonly circles = new Table<'circle', Circle>(() => 'circle');
  readonly members = new Table<string, Member>(({ id }) => id);
  readonly cards = new Table<number, Card>(({ n }) => n);
  readonly lights = new Table<number, Light>(([n]) => n);
  readonly trails = new Table<number, Trail>(({ n }) => n);
  readonly rounds = new Table<number, Round>(({ n }) => n);
  readonly gatherings = new Table<number, Gathering>(({ n }) => n);
  /** The viewer's own marks for rounds. */
  readonly own = new Table<string, OwnRound>(({ id }) => id);
  readonly pods = new Table<string, Pod>(({ id }) => id);
  /** The viewer's own marks for traces. */
  readonly marks = new Table<number, Mark>(({ n }) => n);
  /** The short names of traces and members. */
  readonly numbers = new Map<string, number>();
  readonly people = new Map<number, string>();
  /** All changes up to here are merged. */
  position: Position | null = null;

  get size(): number {
    const { members, cards, lights, trails, rounds, gatherings, own, marks } = this;
    return [members, cards, lights, trails, rounds, gatherings, own, marks].reduce((sum, { size }) => sum + size, 0);
  }

  get circle(): Circle | undefined {
    return this.circles.get('circle');
  }

  card(id: string): Card | undefined {
    return this.cards.get(this.numbers.get(id) ?? -1);
  }

  /** Merges an answer's rows with its position. Unknown kinds and fields are ignored. */
  merge(given: Given, at: Position): Changed {
    const {
      circle,
      members = [],
      cards = [],
      lights = [],
      trails = [],
      rounds = [],
      gatherings = [],
      pods = [],
    } = given;
    const changed: Changed = { cards: new Set(), fresh: [], members: false };
    if (circle) this.circles.put(circle, at);
    for (const member of members) {
      this.people.set(member.n, member.id);
      if (this.members.put(member, at)) changed.members = true;
    }
    for (const card of cards) {
      if (!this.cards.get(card.n)) changed.fresh.push(card.n);
      this.numbers.set(card.id, card.n);
      if (this.cards.put(card, at)) changed.cards.add(card.n);
    }
    for (const light of lights) if (this.lights.put(light, at)) changed.cards.add(light[0]);
    for (const trail of trails) this.trails.put(trail, at);
    for (const round of rounds) this.rounds.put(round, at);
    for (const gathering of gatherings) this.gatherings.put(gathering, at);
    for (const pod of pods) this.pods.put(pod, at);
    return changed;
  }

  /** Merges marks as of a position. */
  mark(marks: readonly Mark[], at: Position): number[] {
    return marks.filter(mark => this.marks.put(mark, at)).map(({ n }) => n);
  }

  /** Notes that a frame was complete up to here. */
  reach(to: Position): void {
    this.position = later(this.position, to);
  }
}
