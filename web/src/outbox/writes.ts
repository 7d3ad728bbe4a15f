import { type Signal, signal } from '@preact/signals';
import { list, write } from '../live/memory';
import type { Item } from './item';
import type { Store } from './store';

/** After the next paint. */
const painted = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/** The outbox's writes to its store: one after the other, and what one failed to do is part of the next. */
export class Writes {
  /** Whether all items are stored: false if the browser stores nothing, or its disk is full. */
  readonly kept: Signal<boolean>;
  /** Items that the store failed to write. */
  readonly unkept = new Map<string, Item>();
  /** Items that the store failed to drop: they are remembered beside it, or a member who signed out would send them on return. */
  readonly undropped: Set<string>;
  /** Resolves once all of them were tried. */
  done: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly circle: string,
    private readonly store: Store,
    private readonly tell: () => void,
  ) {
    this.kept = signal(store.durable);
    this.undropped = new Set(list(`dropped ${circle}`).map(String));
  }

  add(put: Item[], drop: string[]): void {
    // In order, and never two at once: a later state of an item must not be overtaken by an earlier one.
    // Paint first: storing would delay it.
    this.done = this.done.then(painted).then(async () => {
      for (const item of put) this.unkept.set(item.id, item);
      for (const id of drop) {
        this.undropped.add(id);
        this.unkept.delete(id);
      }
      const dropped = this.undropped.size;
      try {
        await this.store.change([...this.unkept.values()], [...this.undropped]);
        this.unkept.clear();
        this.undropped.clear();
        this.tell();
      } catch {
        // It stays in memory, and is sent from this tab.
      }
      if (dropped) write(`dropped ${this.circle}`, this.undropped.size ? [...this.undropped] : null);
      this.kept.value = this.store.durable && this.unkept.size === 0;
    });
  }
}
