import { backoff_ms } from '../base/backoff';
import type { Api } from '../http/api';
import { Refused } from '../http/call';
import { type Draft, type ServerFrame, WAIT_MS_MAX } from '../protocol';

/** Who asks for news and hears at once that there are none was not made to wait. */
const SHORT_MS = 2_000;

/** What polling tells of itself. */
export interface PollEvents {
  /** An answer came. */
  frames(frames: ServerFrame[]): void;
  /** No answer came, or a refusal. It goes on by itself, later each time. */
  failed(error: unknown): void;
}

/** The same states for a network that lets no socket through: one request after the other, each waiting for news. */
export class Poll {
  readonly #ended = new AbortController();
  #asking = new AbortController();
  #wake: () => void = () => {};
  #closed = false;

  /** `after` gives the position that the page is at; null: it has none yet, and `again` is called once it has. */
  constructor(
    private readonly api: Pick<Api, 'states' | 'posts'>,
    private readonly after: () => string | null,
    private readonly on: PollEvents,
  ) {
    void this.#run();
  }

  /** Asks anew at once: the page is at another position than an answer, or there may be a network again. */
  again(): void {
    this.#asking.abort();
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#ended.abort();
    this.again();
  }

  /** Sends a draft by a request of its own. */
  post(draft: Draft): boolean {
    this.api.posts([draft], this.#ended.signal).then(
      frames => this.#closed || this.on.frames(frames),
      error => {
        if (this.#closed || !(error instanceof Refused)) return;
        // Refused for now: the outbox knows when to come back. Else it is about whoever asks.
        if (error.problem.retry) this.on.frames([{ type: 'refused', id: draft.id, ...error.problem }]);
        else this.on.failed(error);
      },
    );
    return true;
  }

  async #run(): Promise<void> {
    let failures = 0;
    let fresh = true;
    while (!this.#closed) {
      const after = this.after();
      if (after === null) {
        await this.#pause();
        continue;
      }
      this.#asking = new AbortController();
      const asked_ms = Date.now();
      try {
        // The first one doesn't wait: it tells whether this network lets anything through.
        const frames = await this.api.states(after, fresh ? 0 : WAIT_MS_MAX, this.#asking.signal);
        if (this.#asking.signal.aborted) continue;
        this.on.frames(frames);
        // One that should have waited and led nowhere at once is not asked for again without a breath.
        const idle = !fresh && this.after() === after && Date.now() - asked_ms < SHORT_MS;
        fresh = false;
        if (idle) await this.#pause(backoff_ms(failures++));
        else failures = 0;
      } catch (error) {
        if (this.#asking.signal.aborted) continue;
        this.on.failed(error);
        if (!this.#closed) await this.#pause(backoff_ms(failures++));
        fresh = true;
      }
    }
  }

  #pause(wait_ms?: number): Promise<void> {
    return new Promise(resolve => {
      const timer = wait_ms === undefined ? undefined : setTimeout(resolve, wait_ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
