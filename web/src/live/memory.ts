/** Small things that may be lost: where this browser was, and when. Some private windows keep nothing at all. */
function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

/** When this browser last showed the circle; given a time, notes it. */
export function visited(circle: string, now_ms?: number): number | null {
  const key = `seen ${circle}`;
  if (now_ms !== undefined) write(key, now_ms);
  return read<number>(key);
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

export function unknow(id: string): void {
  write(
    'circles',
    circles().filter(circle => circle.id !== id),
  );
  write(`seen ${id}`, null);
  write(`draft ${id}`, null);
}

/** What stands in the composer, unsent. */
export type Sketch = { text: string; open_end: string; builds_on: string[] };

export function sketch(circle: string): Sketch | null {
  return read<Sketch>(`draft ${circle}`);
}

export function keepSketch(circle: string, sketch: Sketch | null): void {
  write(`draft ${circle}`, sketch);
}
