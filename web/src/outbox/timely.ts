import type { Picture } from '../rows/restore';
import type { Item } from './item';
import type { Store } from './store';

/** A database that takes longer counts as hanging: some never answer. */
export const ANSWER_MS_MAX = 2_000;
/** Reading a picture waits less, because a snapshot is loaded as well. */
const PICTURE_MS_MAX = 600;

/** A store with timeouts, so that nothing waits for a database that hangs. */
export class Timely implements Store {
  revived: () => void = () => {};
  #durable = true;
  #well = true;

  constructor(private readonly opening: Promise<Store>) {
    void opening.then(store => {
      this.#durable = store.durable;
    });
  }

  get durable(): boolean {
    return this.#durable && this.#well;
  }

  items(circle: string): Promise<Item[]> {
    return this.#ask(store => store.items(circle));
  }

  change(...asked: Parameters<Store['change']>): Promise<boolean> {
    return this.#ask(store => store.change(...asked));
  }

  lease(...asked: Parameters<Store['lease']>): Promise<boolean | Item> {
    return this.#ask(store => store.lease(...asked));
  }

  picture(circle: string): Promise<Picture | undefined> {
    const late = new Promise<undefined>(resolve => setTimeout(resolve, PICTURE_MS_MAX));
    return Promise.race([this.#ask(store => store.picture(circle)), late]);
  }

  keepPicture(circle: string, picture: Picture | undefined): Promise<void> {
    return this.#ask(store => store.keepPicture(circle, picture));
  }

  #ask<T>(what: (store: Store) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error('the database of this browser does not answer'));
      // After a timeout all calls fail at once, until a late answer shows that the database works again.
      if (!this.#well) return fail();
      const timer = setTimeout(() => {
        this.#well = false;
        fail();
      }, ANSWER_MS_MAX);
      const answered = () => {
        clearTimeout(timer);
        if (this.#well) return;
        this.#well = true;
        this.revived();
      };
      const answer = this.opening.then(what);
      answer.then(resolve, reject);
      answer.then(answered, answered);
    });
  }
}
