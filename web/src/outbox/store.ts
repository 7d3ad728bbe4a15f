import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Snapshot } from '../protocol';
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
  release(circle: string, tab: string): Promise<void>;
  picture(circle: string): Promise<Snapshot | undefined>;
  keepPicture(circle: string, picture: Snapshot | undefined): Promise<void>;
}

type Lease = { circle: string; tab: string; until_ms: number };

interface Schema extends DBSchema {
  outbox: { key: string; value: Item; indexes: { circle: string } };
  leases: { key: string; value: Lease };
  pictures: { key: string; value: Snapshot };
}

/** The browser's database, or memory where it gives none. */
export async function openStore(): Promise<Store> {
  try {
    const db = await openDB<Schema>('traceboard', 1, {
      upgrade(db) {
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('circle', 'circle');
        db.createObjectStore('leases', { keyPath: 'circle' });
        db.createObjectStore('pictures', { keyPath: 'id' });
      },
      // A later version of the page wants to upgrade: step out of its way.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new Durable(db);
  } catch {
    return new Passing();
  }
}

class Durable implements Store {
  readonly durable = true;
  constructor(private readonly db: IDBPDatabase<Schema>) {}

  items(circle: string): Promise<Item[]> {
    return this.db.getAllFromIndex('outbox', 'circle', circle);
  }

  async change(put: Item[], drop: string[]): Promise<void> {
    const tx = this.db.transaction('outbox', 'readwrite');
    await Promise.all([...put.map(item => tx.store.put(item)), ...drop.map(id => tx.store.delete(id)), tx.done]);
  }

  async lease(circle: string, tab: string, now_ms: number, until_ms: number): Promise<boolean> {
    // One transaction: the database lets no other tab write between the look and the taking.
    const tx = this.db.transaction('leases', 'readwrite');
    const held = await tx.store.get(circle);
    const free = !held || held.tab === tab || held.until_ms <= now_ms;
    if (free) await tx.store.put({ circle, tab, until_ms });
    await tx.done;
    return free;
  }

  async release(circle: string, tab: string): Promise<void> {
    const tx = this.db.transaction('leases', 'readwrite');
    if ((await tx.store.get(circle))?.tab === tab) await tx.store.delete(circle);
    await tx.done;
  }

  picture(circle: string): Promise<Snapshot | undefined> {
    return this.db.get('pictures', circle);
  }

  async keepPicture(circle: string, picture: Snapshot | undefined): Promise<void> {
    await (picture ? this.db.put('pictures', picture) : this.db.delete('pictures', circle));
  }
}

/** Memory that passes with the tab. */
export class Passing implements Store {
  readonly durable = false;
  private readonly kept = new Map<string, Item>();

  async items(circle: string): Promise<Item[]> {
    return [...this.kept.values()].filter(item => item.circle === circle);
  }

  async change(put: Item[], drop: string[]): Promise<void> {
    for (const item of put) this.kept.set(item.id, item);
    for (const id of drop) this.kept.delete(id);
  }

  lease = async (): Promise<boolean> => true;
  release = async (): Promise<void> => {};
  picture = async (): Promise<Snapshot | undefined> => undefined;
  keepPicture = async (): Promise<void> => {};
}
