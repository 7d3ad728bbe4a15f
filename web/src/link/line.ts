import { effect, untracked } from '@preact/signals';
import { Part } from '../base/part';
import type { Draft, Following } from '../protocol';
import type { Link } from './link';

/**
 * The code that keeps a page live is loaded while the first cards, which need only one request or a picture, are shown.
 */
export const part = new Part(() => import('../soon'));

/** A link whose code is still loading: until then it is offline. */
export class Line {
  #link: Link | undefined;
  #stop: (() => void) | undefined;

  constructor(private readonly to: ConstructorParameters<typeof Link>) {}

  /**
   * Connects, and reconnects until `stop`. `spaces` returns the followed spaces with their positions; none: nothing
   * yet. Call it once.
   */
  start(spaces: () => Following[]): void {
    if (this.#stop) return;
    const enough = part.want();
    const done = effect(() => {
      const failed = part.failed.value;
      const it = part.it.value;
      untracked(() => {
        if (failed) this.to[2].down();
        if (!it || this.#link) return;
        this.#link = new it.Link(...this.to);
        this.#link.start(spaces);
      });
    });
    this.#stop = () => {
      enough();
      done();
    };
  }

  stop(): void {
    this.#stop?.();
    this.#link?.stop();
  }

  /** Sends a draft, for a pod or else the circle; false: there is no connection. */
  post = (draft: Draft, pod?: string): boolean => !!this.#link?.post(draft, pod);
  /** A space is followed from another position than the last answer's. */
  follow = (space: Following): void => this.#link?.follow(space);
  /** Stops following a space. */
  unfollow = (space: string): void => this.#link?.unfollow(space);
  /** Drops the connection, and reconnects at once. */
  renew = (): void => this.#link?.renew();
  /** The browser is online: no reason to wait any longer. */
  now = (): void => this.#link?.now();
  /** The browser says that the network is gone. */
  drop = (): void => this.#link?.drop();
}
