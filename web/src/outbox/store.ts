import type { Picture } from '../rows/restore';
import type { Item } from './item';

/** What must outlive a tab: unsent items, who sends them, and the last picture of each board. */
export interface Store {
  /** Whether it is persistent. Some private windows have no database. */
  readonly durable: boolean;
  items(circle: string): Promise<Item[]>;
  /** Writes all of `put` and deletes all of `drop`, or neither; false: the item `unsent` is gone, or may have been sent. */
  change(put: readonly Item[], drop: readonly string[], unsent?: string): Promise<boolean>;
  /**
   * Takes or renews the right to send for a circle until `until_ms`; false: another tab holds it. In the same step the
   * item that goes out first, if it is stored, stops being unsent, and is returned as it was: another tab may have changed it.
   */
  lease(circle: string, tab: string, now_ms: number, until_ms: number, first?: string): Promise<boolean | Item>;
  picture(circle: string): Promise<Picture | undefined>;
  /** Without one, it is deleted, and with a circle's picture those of its pods. */
  keepPicture(circle: string, picture: Picture | undefined): Promise<void>;
  /** Called when a store that timed out answers again. */
  revived?: () => void;
}

/** The store without a database: the outbox keeps its items in memory, until the tab is closed. */
export const passing: Store = {
  durable: false,
  items: async () => [],
  change: async () => true,
  lease: async () => true,
  picture: async () => undefined,
  keepPicture: async () => {},
};
