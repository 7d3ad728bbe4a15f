import { type ReadonlySignal, signal } from '@preact/signals';
import { backoff_ms } from './backoff';
import { reload } from './reload';

/** So often a part may fail although the server answers: then this page is outdated, and is reloaded. */
const TRIES_MAX = 2;
const ANSWER_MS_MAX = 10_000;

/** A lazily loaded part of the page: fetched shortly before it is needed, and retried while it is wanted. */
export class Part<T> {
  readonly #it = signal<T>();
  readonly it: ReadonlySignal<T | undefined> = this.#it;
  /** Whether it is wanted and failed to load. */
  readonly failed = signal(false);
  #wanted = 0;
  #coming: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly get: () => Promise<T>,
    private readonly served = servedNow,
    private readonly anew: () => boolean = reload,
  ) {}

  /** Prefetches it. Failures are ignored. */
  near = (): Promise<void> => this.#fetch().catch(() => {});

  /** Keeps trying, until the returned function is called. */
  want = (): (() => void) => {
    if (this.#it.value) return () => {};
    this.#wanted += 1;
    if (this.#wanted === 1) {
      addEventListener('online', this.again);
      void this.#try(0);
    }
    return () => {
      this.#wanted -= 1;
      if (this.#wanted > 0) return;
      removeEventListener('online', this.again);
      clearTimeout(this.#timer);
      this.failed.value = false;
    };
  };

  again = (): void => {
    clearTimeout(this.#timer);
    void this.#try(0);
  };

  async #try(attempt: number, answered = 0): Promise<void> {
    try {
      await this.#fetch();
      this.failed.value = false;
    } catch {
      if (this.#wanted === 0) return;
      this.failed.value = true;
      const served = await this.served();
      const times = served === 'unreachable' ? answered : answered + 1;
      if ((served === 'another' || times >= TRIES_MAX) && this.anew()) return;
      if (this.#wanted > 0) this.#timer = setTimeout(() => void this.#try(attempt + 1, times), backoff_ms(attempt + 1));
    }
  }

  #fetch(): Promise<void> {
    this.#coming ??= this.get()
      .then(it => {
        this.#it.value = it;
      })
      .finally(() => {
        if (!this.#it.value) this.#coming = undefined;
      });
    return this.#coming;
  }
}

const SCRIPT = / src="([^"]*\/assets\/[\w.-]+\.js)"/;

/** Whether the server still has this page: after an update the files that this one names are gone. */
async function servedNow(): Promise<'this' | 'another' | 'unreachable'> {
  try {
    // Not `/`, which the service worker may answer from its cache.
    const answer = await fetch('/index.html', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    const script = answer.ok && SCRIPT.exec(await answer.text())?.[1];
    // The sign-in page of a Wi-Fi network has no such script.
    if (!script) return 'unreachable';
    return script === new URL(import.meta.url).pathname ? 'this' : 'another';
  } catch {
    return 'unreachable';
  }
}
