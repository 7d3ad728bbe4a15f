import { effect, untracked } from '@preact/signals';
import { Part } from '../base/part';
import type { Draft, Following } from '../protocol';
import type { Link } from './link';

/** What keeps a page live comes beside the first cards, which need no more than one request or a picture. */
export const part = new Part(() => import('../soon'));

/** A link that is on its way: until it is there, nobody answers. */
export class Line {
  #link: Link | undefined;
  #stop: (() => void) | undefined;

  constructor(private readonly to: ConstructorParameters<typeof Link>) {}

  /** Connects, and keeps at it until `stop`. `spaces` gives what is followed and how far it is; without any, nothing yet. Once is enough. */
  start(spaces: () => Following[]): void {
    if (this.#stop) return;
    const enough = part.want();
    const done = effect(() => {
      const { failed, it } = { failed: part.failed.value, it: part.it.value };
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

  /** Hands over a draft, to a pod or else the circle; false: nobody is there. */
  post = (draft: Draft, pod?: string): boolean => this.#link?.post(draft, pod) ?? false;
  /** A space is followed from another position than the last answer's. */
  follow = (space: Following): void => this.#link?.follow(space);
  /** A space is looked at no more. */
  unfollow = (space: string): void => this.#link?.unfollow(space);
  /** Gives up what there is, and connects anew at once. */
  renew = (): void => this.#link?.renew();
  /** The browser says that there is a network: no reason to wait any longer. */
  now = (): void => this.#link?.now();
  /** The browser says that the network is gone. */
  drop = (): void => this.#link?.drop();
}
