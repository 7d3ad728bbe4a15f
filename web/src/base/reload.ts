import { note } from '../page/address';

/** A page that is loaded anew twice within so long would be loaded for ever: the second time it stays as it is. */
const ONCE_MS = 60_000;

type Kept = { kept?: Record<string, unknown>; loaded_ms?: number };

const { kept: handed = {}, loaded_ms = 0 }: Kept = history.state ?? {};
const handers = new Map<string, () => unknown>();

/**
 * Has `get`'s answer outlive a reload that the page does by itself, and gives what the page before this one handed over by that
 * name. It goes through the history entry, which every browser keeps, also where it gives no storage: what can be cloned goes
 * through, and a megabyte is too much.
 */
export function handOver<T>(name: string, get: () => T | undefined): T | undefined {
  handers.set(name, get);
  return handed[name] as T | undefined;
}

/** Loads the page anew with all that was begun in it; false: it was, a moment ago. */
export function reload(load = () => location.reload()): boolean {
  if (Date.now() - loaded_ms < ONCE_MS) return false;
  // What no part has asked for yet goes on as it came.
  const kept = { ...handed, ...Object.fromEntries([...handers].map(([name, get]) => [name, get()])) };
  // Where that isn't kept, nobody would know that it was loaded a moment ago.
  if (!note({ kept, loaded_ms: Date.now() }, location.href)) return false;
  load();
  return true;
}

/** What was handed over is taken: a reload by hand begins without it. */
export function settle(): void {
  if (history.state?.kept) note({ kept: undefined }, location.href);
}
