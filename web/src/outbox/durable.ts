import type { Picture } from '../rows/restore';
import { answer, commit, open, transact } from './database';
import type { Item } from './item';
import { passing, type Store } from './store';
import { Timely } from './timely';

/** No lease lasts longer: one with more time left was taken before the clock was set back. */
const LEASE_MS_MAX = 60_000;

type Lease = { circle: string; tab: string; until_ms: number };

/** The browser's database with timeouts; nothing waits for it to open. */
export const openStore = (): Store => new Timely(openDatabase());

/** The browser's database, or memory if there is none. */
async function openDatabase(): Promise<Store> {
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
    return transact(this.db, ['outbox'], store => answer(store.index('circle').getAll(circle)));
  }

  change(put: readonly Item[], drop: readonly string[], unsent?: string): Promise<boolean> {
    return transact(this.db, ['outbox'], async store => {
      if (unsent && !(await answer<Item | undefined>(store.get(unsent)))?.unsent) return false;
      for (const item of put) store.put(item);
      for (const id of drop) store.delete(id);
      commit(store);
      return true;
    });
  }

  lease(circle: string, tab: string, now_ms: number, until_ms: number, first?: string): Promise<boolean | Item> {
    // One transaction: no other tab can write between the reads and the writes.
    return transact(this.db, ['leases', 'outbox'], async (leases, outbox) => {
      const held: Lease | undefined = await answer(leases.get(circle));
      const left_ms = held ? held.until_ms - now_ms : 0;
      const free = left_ms <= 0 || left_ms > LEASE_MS_MAX || held?.tab === tab;
      if (!free) return false;
      leases.put({ circle, tab, until_ms });
      const item: Item | undefined = first && (await answer(outbox.get(first)));
      if (!item) return true;
      const { unsent, ...sent } = item;
      if (unsent) outbox.put(sent);
      return item;
    });
  }

  picture(circle: string): Promise<Picture | undefined> {
    return transact(this.db, ['pictures'], store => answer(store.get(circle)));
  }

  keepPicture(circle: string, picture: Picture | undefined): Promise<void> {
    return transact(this.db, ['pictures'], async store => {
      if (picture) store.put(picture);
      // The keys of its pods begin with its id.
      else store.delete(IDBKeyRange.bound(circle, `${circle}~`));
      commit(store);
    });
  }
}
