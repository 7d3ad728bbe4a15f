import { backoff_ms } from '../base/backoff';
import { Refused } from '../http/call';
import type { polling } from '../http/polling';
import { type Draft, type Following, type ServerFrame, WAIT_MS_MAX } from '../protocol';

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
  /** What this page was told of its own pods. */
  #own = 'none';
  /** The spaces whose page is as far as the server, as of the last question that didn't wait. */
  readonly #told = new Set<string>();

  /** `spaces` gives what is followed and how far the page is; where it is nothing yet, `again` is called once it is. */
  constructor(
    private readonly api: ReturnType<typeof polling>,
    private readonly spaces: () => readonly Following[],
    private readonly on: PollEvents,
  ) {
    void this.#run();
  }

  /** Asks anew at once: the page is at another position than an answer, or there may be a network again. */
  again(): void {
    this.#told.clear();
    this.#asking.abort();
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#ended.abort();
    this.again();
  }

  /** Sends a draft by a request of its own. */
  post(draft: Draft, pod?: string): boolean {
    this.api.posts([draft], pod, this.#ended.signal).then(
      frames => this.#closed || this.on.frames(frames),
      error => {
        if (this.#closed || !(error instanceof Refused)) return;
        // Refused for now: the outbox knows when to come back. Else it is about whoever asks; or, in a pod, about that alone.
        if (error.problem.retry || pod) this.on.frames([{ type: 'refused', id: draft.id, ...error.problem }]);
        else this.on.failed(error);
      },
    );
    return true;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#closed) {
      const spaces = this.spaces();
      if (spaces.length === 0) {
        await this.#pause();
        continue;
      }
      // One that doesn't wait tells whether this network lets anything through, and of each space how far it is.
      const behind = () => spaces.some(({ space }) => !this.#told.has(space));
      const fresh = behind();
      this.#asking = new AbortController();
      const asked_ms = Date.now();
      try {
        const frames = await this.api.states(spaces, this.#own, fresh ? 0 : WAIT_MS_MAX, this.#asking.signal);
        if (this.#asking.signal.aborted) continue;
        for (const frame of frames) {
          if (frame.type === 'own_pods') this.#own = frame.known;
          if (frame.type === 'states') this.#told.add(frame.space);
        }
        this.on.frames(frames);
        // One that should have waited and led nowhere at once is not asked for again without a breath.
        const idle = (!fresh || behind()) && same(this.spaces(), spaces) && Date.now() - asked_ms < SHORT_MS;
        if (idle) await this.#pause(backoff_ms(failures++));
        else failures = 0;
      } catch (error) {
        if (this.#asking.signal.aborted) continue;
        this.on.failed(error);
        if (!this.#closed) await this.#pause(backoff_ms(failures++));
        this.#told.clear();
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

const same = (now: readonly Following[], before: readonly Following[]): boolean =>
  JSON.stringify(now) === JSON.stringify(before);
