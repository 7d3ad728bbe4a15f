import type { Api } from '../http/api';
import { IDS_MAX, MARKS_MAX, type MinePage, TRAILS } from '../protocol';
import { needs } from '../rows/needs';
import type { Space } from '../rows/space';
import type { Who } from './draw';
import { loadEnds } from './ends';

/** How many rounds in a row: an answer may name further missing rows. */
const ROUNDS_MAX = 8;
const WORDS = ' as of ';
const WHO = 'who looks';
const PEOPLE = 'people of ';
const ENDS = 'open ends from ';
const POD = 'pod ';
/** Open ends are taken up: with fewer than these, older ones are asked for. */
const ENDS_MIN = 5;

/** The board that missing rows are loaded for. */
export interface FillTarget {
  readonly space: Space | undefined;
  readonly who: Who;
  publish(): void;
  mine(cards: readonly number[], since_ms: number | null): Promise<MinePage>;
}

/** Loads rows that other rows name and a view needs, one round of requests at a time, each only once for this space. */
export class MissingRows {
  readonly #asked = new Set<string | number>();
  #busy = false;

  constructor(
    private readonly api: Api,
    private readonly space: Space,
    private readonly shower: FillTarget,
    /** Cards whose marks are still to be asked for. */
    private readonly unmarked: Set<number>,
  ) {}

  async fill(): Promise<void> {
    // Rows that are missed meanwhile are loaded in the next round.
    if (this.#busy) return;
    this.#busy = true;
    for (let round = 0; round < ROUNDS_MAX && this.shower.space === this.space; round += 1) {
      if (!(await this.#round())) break;
      this.shower.publish();
    }
    this.#busy = false;
  }

  /** Loads what is missing; false: nothing is, or loading failed. */
  async #round(): Promise<boolean> {
    const open = needs(this.space, this.shower.who.me);
    const ids = this.#next(open.ids);
    const ns = this.#next(open.ns);
    // One page holds the people of the trails that follow it as well.
    const people = this.#next(open.people.slice(0, TRAILS).map(n => PEOPLE + n));
    const words = this.#next(open.words.map(({ id, n }) => `${id}${WORDS}${this.space.rows.cards.at(n)}`));
    const marks = [...this.unmarked].slice(0, MARKS_MAX);
    // A new circle's snapshot names nobody, not even the one who founded it.
    const unknown = this.space.members.has(this.shower.who.me) ? [] : [WHO];
    // One that somebody is invited to may be older than what a snapshot brings.
    const pods = this.shower.who.pod_invitations?.filter(id => !this.space.rows.pods.get(id)) ?? [];
    const who = this.#next([...unknown, ...pods.map(id => POD + id)]);
    const ends = this.#next(this.#ends());
    const asked = [...ids, ...ns, ...people, ...words, ...who, ...ends];
    if (asked.length + marks.length === 0) return false;
    try {
      await Promise.all([
        ids.length > 0 && this.#cards({ ids: ids.join() }),
        ns.length > 0 && this.#cards({ ns: ns.join() }),
        people.length > 0 && this.#people(Number(people[0]!.slice(PEOPLE.length))),
        words.length > 0 && this.#words(words.map(key => key.split(WORDS)[0]!)),
        marks.length + who.length > 0 && this.#marks(marks),
        ends.length > 0 && loadEnds(this.api, this.space),
      ]);
      return true;
    } catch {
      // The next frame tries again; until then a placeholder is shown.
      for (const key of asked) this.#asked.delete(key);
      return false;
    }
  }

  #ends(): string[] {
    const { lists, rows } = this.space;
    const few = lists.openEdge && !rows.circle?.off?.includes('open_ends') && lists.openEnds().length < ENDS_MIN;
    return few ? [`${ENDS}${lists.openEdge!.n}`] : [];
  }

  #next<K extends string | number>(keys: readonly K[]): K[] {
    const next = keys.filter(key => !this.#asked.has(key)).slice(0, IDS_MAX);
    for (const key of next) this.#asked.add(key);
    return next;
  }

  async #cards(query: { ids: string } | { ns: string }): Promise<void> {
    const page = await this.api.cards(query, this.space.rows.position);
    this.space.merge(page, page.position);
  }

  async #people(n: number): Promise<void> {
    const { rows } = this.space;
    // The page that begins with this trail, or just above it.
    const page = await this.api.trails(`${rows.trails.get(n)!.warmth_ms + 1},0`, rows.position);
    this.space.merge(page, page.position);
  }

  async #words(ids: string[]): Promise<void> {
    const { words, position } = await this.api.words(ids);
    this.space.tell(words, position);
  }

  async #marks(ns: number[]): Promise<void> {
    await this.shower.mine(ns, null);
    for (const n of ns) this.unmarked.delete(n);
  }
}
