/** Small values that may be lost: where this browser was, and when. Some private windows store nothing. */
export function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
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

/** The card that was being read, and how far below the window's upper edge it stood. */
export type Place = { id: string; top: number };
export type Visit = { me: string; at_ms: number; place?: Place | undefined };

/** Who last looked at the circle in this browser, and when; given that, notes it. */
export function visited(circle: string, visit?: Visit): Visit | null {
  const key = `seen ${circle}`;
  if (visit) write(key, visit);
  return read<Visit>(key);
}

export type Known = { id: string; name: string };
const CIRCLES_MAX = 50;

/** The circles that this browser has been in, latest first. */
export function circles(): Known[] {
  return read<Known[]>('circles') ?? [];
}

export function know(circle: Known): void {
  write('circles', [circle, ...circles().filter(({ id }) => id !== circle.id)].slice(0, CIRCLES_MAX));
}

/** The name of a circle that this browser's member asked to leave; with `name`, stores it. */
export function leaving(circle: string, name?: string | null): string | null {
  const key = `leaving ${circle}`;
  if (name !== undefined) write(key, name);
  return read<string>(key);
}

/** Whether a new member has still to be shown the circle's agreements; with `just`, stores that. */
export function joined(circle: string, just?: boolean): boolean {
  const key = `joined ${circle}`;
  if (just !== undefined) write(key, just || null);
  return read<true>(key) ?? false;
}
