import { backoff_ms } from '../base/backoff';
import type { Snapshot, Why } from '../protocol';
import { begin, type Space } from '../rows/space';

/** Takes snapshots: one at a time, again and again until one comes, later each time. */
export class Beginning {
  /** Why one is being taken; meanwhile nothing is followed. */
  why: Why | undefined;
  #attempts = 0;
  #ended = false;
  #hurry: () => void = () => {};

  /** `failed` tells what kept it away, and answers whether to go on. */
  constructor(
    private readonly get: () => Promise<Snapshot>,
    private readonly failed: (error: unknown) => boolean,
  ) {}

  /** Takes one. Answers the space that it begins; nothing where one is being taken already, or none is to be had. */
  async take(why: Why): Promise<Space | undefined> {
    if (this.why) return undefined;
    this.why = why;
    while (!this.#ended) {
      // Also after one that led nowhere: the server refuses its position, say.
      if (this.#attempts++ > 0) await this.#wait(backoff_ms(this.#attempts - 2));
      try {
        if (this.#ended) break;
        const space = begin(await this.get());
        this.why = undefined;
        return space;
      } catch (error) {
        if (!this.failed(error)) break;
      }
    }
    this.why = undefined;
    return undefined;
  }

  /** It led to a page that is live. */
  settled(): void {
    this.#attempts = 0;
  }

  /** There may be a network again. */
  now(): void {
    this.#hurry();
  }

  end(): void {
    this.#ended = true;
    this.#hurry();
  }

  #wait(wait_ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, wait_ms);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
