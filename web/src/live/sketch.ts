import type { Joint, Photo } from '../protocol';

/** The unsent text in the composer. It belongs to its author: another member in this browser has their own. */
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
  photo?: Photo | undefined;
  /** Whether it stays off the wall. */
  off_wall?: boolean | undefined;
  /** The id of the trace that comes of these words, another for every change: left from two tabs, they are one trace. */
  id?: string | undefined;
}

/** The key under which a member's asked promises are stored. */
export const asked = (circle: string, me: string): string => `asked ${circle} ${me}`;
