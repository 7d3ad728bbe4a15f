import type { Snapshot } from '../protocol';
import { answer, open, transact } from './database';
import type { Item } from './item';

/** What must outlive a tab: unsent items, who sends them, and the last picture of each board. */
export interface Store {
  /** Whether it outlives the tab at all. Some private windows offer no database. */
  readonly durable: boolean;
  items(circle: string): Promise<Item[]>;
  /** Writes all of `put` and forgets all of `drop`, or neither. */
  change(put: Item[], drop: string[]): Promise<void>;
  /** Takes or renews the right to send for a circle until `until_ms`; false: another tab holds it. */
  lease(circle: string, tab: string, now_ms: number, until_ms: number): Promise<boolean>;
  picture(circle: string): Promise<Snapshot | undefined>;
  keepPicture(circle: string, picture: Snapshot | undefined): Promise<void>;
}

/** No lease is taken for so long: one that has more left was taken by a clock that has been set back since. */
const LEASE_MS_MAX = 60_000;

type Lease = { circle: string; tab: string; until_ms: number };

/** The browser's database, or memory where it gives none. */
export async function openStore(): Promise<Store> {
  try {
    const db = await open('traceboard', 1, made => {
      made.createObjectStore('outbox', { keyPath: 'id' }).createIndex('circle', 'circle');
      made.createObjectStore('leases', { keyPath: 'circle' });
      made.createObjectStore('pictures', { keyPath: 'id' });
    });
    return new Durable(db);
  } catch {
    return passing;
  }
}

class Durable implements Store {
  readonly durable = true;
  constructor(private readonly db: IDBDatabase) {}

  items(circle: string): Promise<Item[]> {
    return transact(this.db, 'outbox', store => answer(store.index('circle').getAll(circle)));
  }

  change(put: Item[], drop: string[]): Promise<void> {
    return transact(this.db, 'outbox', async store => {
      for (const item of put) store.put(item);
      for (const id of drop) store.delete(id);
    });
  }

  lease(circle: string, tab: string, now_ms: number, until_ms: number): Promise<boolean> {
    // One transaction: the database lets no other tab write between the look and the taking.
    return transact(this.db, 'leases', async store => {
      const held: Lease | undefined = await answer(store.get(circle));
      const left_ms = held ? held.until_ms - now_ms : 0;
      const free = left_ms <= 0 || left_ms > LEASE_MS_MAX || held?.tab === tab;
      if (free) store.put({ circle, tab, until_ms });
      return free;
    });
  }

  picture(circle: string): Promise<Snapshot | undefined> {
    return transact(this.db, 'pictures', store => answer(store.get(circle)));
  }

  keepPicture(circle: string, picture: Snapshot | undefined): Promise<void> {
    return transact(this.db, 'pictures', async store => {
      if (picture) store.put(picture);
      else store.delete(circle);
    });
  }
}

/** Where nothing can be kept: the outbox holds its items in memory, and they pass with the tab. */
export const passing: Store = {
  durable: false,
  items: async () => [],
  change: async () => {},
  lease: async () => true,
  picture: async () => undefined,
  keepPicture: async () => {},
};
