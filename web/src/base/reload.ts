import { note } from '../page/address';

/** A page that reloads itself twice within so long would do it for ever: the second time it does not. */
const ONCE_MS = 60_000;

type Kept = { kept?: Record<string, unknown>; loaded_ms?: number };

const { kept: handed = {}, loaded_ms = 0 }: Kept = history.state ?? {};
const handers = new Map<string, () => unknown>();

/**
 * Keeps the result of `get` over a reload that the page does by itself, and returns what the former page kept by that
 * name. It is stored in the history entry, which also browsers without storage keep: it has to be cloneable, and less
 * than a megabyte.
 */
export function handOver<T>(name: string, get: () => T | undefined): T | undefined {
  handers.set(name, get);
  return handed[name] as T | undefined;
}

/** Reloads the page and keeps unsent input; false: it was reloaded just before. */
export function reload(load = () => location.reload()): boolean {
  if (Date.now() - loaded_ms < ONCE_MS) return false;
  // Values that no part has asked for yet are kept.
  const kept = { ...handed, ...Object.fromEntries([...handers].map(([name, get]) => [name, get()])) };
  // Without it the page could not tell that it was just reloaded.
  if (!note({ kept, loaded_ms: Date.now() }, location.href)) return false;
  load();
  return true;
}

/** Removes the kept values, so that a reload by hand begins without them. */
export function settle(): void {
  if (history.state?.kept) note({ kept: undefined }, location.href);
}
