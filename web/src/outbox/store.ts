import type { Picture } from '../rows/restore';
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
  picture(circle: string): Promise<Picture | undefined>;
  /** Without one, it is forgotten, and with a circle's those of its pods. */
  keepPicture(circle: string, picture: Picture | undefined): Promise<void>;
  /** Called when one that didn't answer does again. */
  revived?: () => void;
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
