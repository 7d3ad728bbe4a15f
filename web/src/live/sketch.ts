import type { Joint } from '../protocol';
import { read, write } from './memory';

/** What stands in the composer, unsent. It is its author's: someone else who comes in by this browser has their own. */
export interface Sketch {
  text: string;
  open_end: string;
  builds_on: string[];
  /** Which of those it takes up. */
  takes_up?: string[];
  /** The day by which its author will do it; empty as long as none is picked. Absent: it is no promise. */
  due?: string | undefined;
  /** The joint that it is at. */
  joint?: Joint | undefined;
}

export function sketch(circle: string, me: string): Sketch | null {
  return read<Sketch>(`draft ${circle} ${me}`);
}

export function keepSketch(circle: string, me: string, sketch: Sketch | null): void {
  write(`draft ${circle} ${me}`, sketch);
}

/** Which of their promises somebody was asked about. */
export const asked = (circle: string, me: string): string => `asked ${circle} ${me}`;
