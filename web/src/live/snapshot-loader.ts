import { backoff_ms } from '../base/backoff';
import type { Snapshot, Why } from '../protocol';
import { begin, type Space } from '../rows/space';

/** Loads snapshots: one at a time, with retries and backoff. */
export class SnapshotLoader {
  /** Why one is being loaded; meanwhile nothing is followed. */
  why: Why | undefined;
  #attempts = 0;
  #ended = false;
  #hurry: () => void = () => {};

  /** `failed` gets the error, and returns whether to go on. */
  constructor(
    private readonly get: () => Promise<Snapshot>,
    private readonly failed: (error: unknown) => boolean,
  ) {}

  /** Loads one. Returns its space; nothing if one is being loaded already, or loading was given up. */
  async take(why: Why): Promise<Space | undefined> {
    if (this.why) return undefined;
    this.why = why;
    while (!this.#ended) {
      // Also waits if the last snapshot did not lead to a live page, for example because its position was refused.
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

  /** The page is live with it. */
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
