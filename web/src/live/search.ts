import { computed, signal } from '@preact/signals';
import { serverNow } from '../base/clock';
import { plusDays, today } from '../base/days';
import { Refused } from '../http/call';
import { search } from '../http/search';
import { type Edge, type Found, SEARCH_BYTES_MAX, type SearchRequest } from '../protocol';
import type { Session } from './session';
import type { Shown } from './view';

/** Whoever types on within this time is not answered yet. */
const PAUSE_MS = 160;
/** When to ask again for what the server has not looked at yet, and how often at the most. */
const PARTIAL_MS = 1_000;
const PARTIAL_MAX = 30;

/** When it was left: on the last so many days, or between two days. */
export type Span = 'any' | 'today' | 'week' | 'month' | 'days';
const DAYS = { today: 1, week: 7, month: 30 };

/** What is looked for. */
export interface Sought {
  words: string;
  by: string;
  span: Span;
  from: string;
  to: string;
  open: boolean;
}
const NOTHING: Sought = { words: '', by: '', span: 'any', from: '', to: '', open: false };

/** A trace that was found, with the places of the words in its texts as they were. */
export interface Hit {
  card: Shown;
  text: Found['text'];
  open_end: Found['open_end'];
}

interface Reply {
  /** Which question it answers. */
  of: Sought;
  /** The texts are those in which the places were counted. */
  hits: readonly (Found & { said: string | null; could: string | null })[];
  edge: Edge | undefined;
  partial: boolean;
}

/** One search of a space: what is looked for, and what was found last. It stays while its session does. */
export class Search {
  readonly sought = signal<Sought>(NOTHING);
  readonly #answer = signal<Reply>();
  readonly busy = signal(false);
  /** Why there is no newer answer. */
  readonly failed = signal<unknown>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #gone: AbortController | undefined;
  #asked_again = 0;

  constructor(private readonly session: Session) {}

  /** Whether anything is looked for. */
  readonly asks = computed(() => {
    const { words, by, span, open } = this.sought.value;
    return Boolean(words.trim() || by || open || span !== 'any');
  });

  /** What was found and still stands; none before there was an answer. */
  readonly hits = computed<Hit[] | undefined>(() => {
    const view = this.session.view.value;
    return this.#answer.value?.hits.flatMap(({ n, text, open_end, said, could }) => {
      const card = view?.of(n);
      if (card?.state !== 'shown') return [];
      // Of words that were changed since, no place is known.
      return { card, text: card.text === said ? text : [], open_end: card.open_end === could ? open_end : [] };
    });
  });
  readonly more = computed(() => this.#answer.value?.edge !== undefined);
  readonly partial = computed(() => this.#answer.value?.partial ?? false);
  /** Whether what is shown answers what is asked now. */
  readonly current = computed(() => this.#answer.value?.of === this.sought.value);

  /** Changes what is looked for, and asks once the typing pauses; at once where it is no typing. */
  change(change: Partial<Sought>): void {
    const typed = change.words !== undefined && change.words !== '';
    this.sought.value = { ...this.sought.value, ...change };
    this.#asked_again = 0;
    this.ask(typed ? PAUSE_MS : 0);
  }

  clear(): void {
    this.change(NOTHING);
  }

  /** Asks for what is looked for now. An older answer is given up, so that none replaces a newer one. */
  ask(pause_ms = 0): void {
    clearTimeout(this.#timer);
    this.#gone?.abort();
    this.failed.value = undefined;
    this.busy.value = this.asks.value;
    if (this.asks.value) this.#timer = setTimeout(() => void this.#load(undefined), pause_ms);
    else this.#answer.value = undefined;
  }

  /** Goes on with what is older. */
  older = (): Promise<void> => this.#load(this.#answer.value?.edge);

  /** Lets the server begin to read what it will look into. */
  near(): void {
    if (!this.asks.value) void search(this.session.id, { limit: 1 }).catch(() => {});
  }

  async #load(before: Edge | undefined): Promise<void> {
    const of = this.sought.value;
    const gone = new AbortController();
    this.#gone = gone;
    this.busy.value = true;
    try {
      const answer = await this.session.load(async (_, space) => {
        const page = await search(this.session.id, { ...this.#request(of), ...(before && { before }) }, gone.signal);
        if (!gone.signal.aborted) space.merge(page, page.position);
        return page;
      });
      if (gone.signal.aborted) return;
      const marks = new Map(answer.found?.map(each => [each.n, each]));
      const cards = new Map(answer.cards?.map(card => [card.n, card]));
      const hits = answer.listed.map(n => {
        const { text = null, open_end = null } = cards.get(n) ?? {};
        return { n, ...marks.get(n), said: text, could: open_end };
      });
      const kept = before ? (this.#answer.value?.hits ?? []) : [];
      const partial = answer.partial ?? false;
      this.#answer.value = { of, hits: [...kept, ...hits], edge: answer.edge, partial };
      this.failed.value = undefined;
      if (partial && this.#asked_again++ < PARTIAL_MAX) this.#again(PARTIAL_MS);
    } catch (error) {
      if (gone.signal.aborted) return;
      this.failed.value = error;
      if (error instanceof Refused && error.problem.retry_after_ms) this.#again(error.problem.retry_after_ms);
    } finally {
      if (this.#gone === gone) this.busy.value = false;
    }
  }

  #again(after_ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(undefined), after_ms);
  }

  #request({ words, by, span, from, to, open }: Sought): SearchRequest {
    const zone = this.session.view.value?.circle.time_zone;
    const day = today(serverNow(), zone);
    const [first, last] =
      span === 'any' ? ['', ''] : span === 'days' ? [from, to] : [plusDays(day, 1 - DAYS[span]), day];
    // Two days that were chosen the wrong way round mean the time between them.
    const [begin, end] = first && last && first > last ? [last, first] : [first, last];
    const asked = cut(words.trim());
    return {
      ...(asked && { words: asked }),
      ...(by && { by }),
      ...(begin && { from: begin }),
      ...(end && { to: end }),
      ...(open && { open }),
    };
  }
}

/** As much as the server takes. */
function cut(words: string): string {
  const bytes = new TextEncoder().encode(words);
  if (bytes.length <= SEARCH_BYTES_MAX) return words;
  return new TextDecoder().decode(bytes.slice(0, SEARCH_BYTES_MAX)).replace(/\uFFFD+$/, '');
}

const searches = new WeakMap<Session, Search>();

/** The search of a space, as it was left. */
export function searchOf(session: Session): Search {
  const search = searches.get(session) ?? new Search(session);
  searches.set(session, search);
  return search;
}
