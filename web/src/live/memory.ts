/** Small values that may be lost: where this browser was, and when. Some private windows store nothing. */
export function read<T>(key: string): T | null {
  try {
    // What is absent is read as `null`.
    return JSON.parse(localStorage.getItem(key)!);
  } catch {
    return null;
  }
}

export function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

/**
 * A stored list. An older page, or whatever else writes there, may have left anything: what is no list is one of itself, and nothing
 * in it is null.
 */
export const list = <T>(key: string): T[] => [read<T[]>(key)].flat().filter(Boolean) as T[];

/** What is stored under a key, after `value` was stored there if there is one: null deletes. */
function kept<T>(key: string, value?: T | null): T | null {
  if (value !== undefined) write(key, value);
  return read(key);
}

/** The card that was being read, and how far below the window's upper edge it stood. */
export type Place = { id: string; top: number };
export type Visit = { me: string; at_ms: number; place?: Place | undefined };

/** Who last looked at the circle in this browser, and when; given that, notes it. */
export function visited(circle: string, visit?: Visit): Visit | null {
  const seen = kept(`seen ${circle}`, visit);
  return typeof seen?.me === 'string' && seen.at_ms > 0 ? seen : null;
}

export type Known = { id: string; name: string };
const CIRCLES_MAX = 50;

/** The circles that this browser has been in, latest first. */
export const circles = (): Known[] => list('circles');

export function know(circle: Known): void {
  write('circles', [circle, ...circles().filter(({ id }) => id !== circle.id)].slice(0, CIRCLES_MAX));
}

/** The name of a circle that this browser's member asked to leave; with `name`, stores it. */
export const leaving = (circle: string, name?: string | null): string | null => kept(`leaving ${circle}`, name);

/** Whether a new member has still to be shown the circle's agreements; with `just`, stores that. */
export const joined = (circle: string, just?: true | null): true | null => kept(`joined ${circle}`, just);
