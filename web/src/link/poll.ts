import { backoff_ms } from '../base/backoff';
import { Refused } from '../http/call';
import type { polling } from '../http/polling';
import { type Draft, type Following, type ServerFrame, WAIT_MS_MAX } from '../protocol';

/** A poll that is answered sooner and without frames did not wait. */
const SHORT_MS = 2_000;

/** The events of a poll. */
export interface PollEvents {
  /** An answer came. */
  frames(frames: ServerFrame[]): void;
  /** No answer came, or a refusal. It goes on by itself, later each time. */
  failed(error: unknown): void;
}

/** The same states for a network that blocks sockets: one request after the other, each waiting for changes. */
export class Poll {
  readonly #ended = new AbortController();
  #asking = new AbortController();
  #wake: () => void = () => {};
  #closed = false;
  /** The tag of the last `own_pods` frame. */
  #own = 'none';
  /** The spaces that were up to date at the last request that did not wait. */
  readonly #told = new Set<string>();

  /** `spaces` returns the followed spaces with their positions; if there are none yet, call `again` later. */
  constructor(
    private readonly api: ReturnType<typeof polling>,
    private readonly spaces: () => readonly Following[],
    private readonly on: PollEvents,
  ) {
    void this.#run();
  }

  /** Polls again at once: a position changed, or there may be a network again. */
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
        // A temporary refusal is for the outbox. Others concern the session; or, in a pod, only that.
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
      // A request that does not wait shows whether the network works, and how far each space is.
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
        // After a request that should have waited and ended early without frames there is a pause.
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
