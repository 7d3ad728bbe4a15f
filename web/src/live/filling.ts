import type { Api } from '../http/api';
import { IDS_MAX, MARKS_MAX } from '../protocol';
import { needs } from '../rows/needs';
import type { Space } from '../rows/space';

/** So many rounds in a row: an answer may name what isn't here in its turn. */
const ROUNDS_MAX = 8;

/** Fetches what rows name and a view needs, one request at a time, each thing once as long as this space lives. */
export class Filling {
  readonly #asked = new Set<string | number>();
  /** Cards whose marks are still to be asked for. */
  #unmarked = new Set<number>();
  #busy = false;

  constructor(
    private readonly api: Api,
    private readonly space: Space,
    private readonly me: () => string,
    /** Something came; false: the space is not shown any more. */
    private readonly changed: () => boolean,
  ) {}

  /** Cards came by an answer that says nothing of the one who asks. */
  unmarked(ns: Iterable<number>): void {
    for (const n of ns) if (!this.space.rows.marks.get(n)) this.#unmarked.add(n);
  }

  async fill(): Promise<void> {
    // What turns up meanwhile goes with the next round.
    if (this.#busy) return;
    this.#busy = true;
    let asked: (string | number)[] = [];
    try {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const open = needs(this.space, this.me());
        const ids = this.#next(open.ids);
        const ns = this.#next(open.ns);
        const words = this.#next(open.words.map(id => `words of ${id}`));
        const marks = [...this.#unmarked].slice(0, MARKS_MAX);
        asked = [...ids, ...ns, ...words];
        if (asked.length + marks.length === 0) break;
        const at = this.space.rows.position;
        await Promise.all([
          ids.length > 0 && this.#cards({ ids: ids.join() }),
          ns.length > 0 && this.#cards({ ns: ns.join() }),
          words.length > 0 && this.#words(words.map(key => key.slice('words of '.length))),
          marks.length > 0 && this.#marks(marks, at),
        ]);
        if (!this.changed()) break;
      }
    } catch {
      // The next frame asks again; until then a placeholder stands there.
      for (const key of asked) this.#asked.delete(key);
    } finally {
      this.#busy = false;
    }
  }

  #next<K extends string | number>(keys: readonly K[]): K[] {
    const next = keys.filter(key => !this.#asked.has(key)).slice(0, IDS_MAX);
    for (const key of next) this.#asked.add(key);
    return next;
  }

  async #cards(query: { ids: string } | { ns: string }): Promise<void> {
    const page = await this.api.cards(query, this.space.rows.position);
    this.space.merge(page, page.position);
    this.unmarked(page.feed);
  }

  async #words(ids: string[]): Promise<void> {
    this.space.tell((await this.api.words(ids)).words);
  }

  async #marks(ns: number[], at: string | null): Promise<void> {
    const page = await this.api.mine(ns, null, at);
    this.space.merge(page, page.position);
    this.space.mark(page.marks, page.position);
    for (const n of ns) this.#unmarked.delete(n);
  }
}
