import { circles, read, write } from './memory';

/** What stands in the composer, unsent. It is its author's: someone else who comes in by this browser has their own. */
export type Sketch = { text: string; open_end: string; builds_on: string[] };

export function sketch(circle: string, me: string): Sketch | null {
  return read<Sketch>(`draft ${circle} ${me}`);
}

export function keepSketch(circle: string, me: string, sketch: Sketch | null): void {
  write(`draft ${circle} ${me}`, sketch);
}

/** Forgets what `me` kept of a circle. */
export function unknow(id: string, me: string): void {
  write(
    'circles',
    circles().filter(circle => circle.id !== id),
  );
  write(`seen ${id}`, null);
  keepSketch(id, me, null);
}
