import type { Joint, Photo } from '../protocol';
import type { Sketch } from './sketch';

/** The key of a member's draft: of the one on `parent`, or else of the one that was begun on nothing. */
export const sketchKey = (circle: string, me: string, parent?: string): string =>
  `draft ${circle} ${me}${parent ? ` ${parent}` : ''}`;

/** The keys of all drafts of a member, the one that was begun on nothing first. */
export function sketchKeys(circle: string, me: string): string[] {
  const key = sketchKey(circle, me);
  try {
    return Object.keys(localStorage)
      .filter(each => each === key || each.startsWith(`${key} `))
      .sort();
  } catch {
    return [];
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JOINTS: readonly unknown[] = ['me', 'pod', 'circle', 'network'] satisfies Joint[];

const wordsIn = (it: unknown): string => (typeof it === 'string' ? it : '');
const idsIn = (it: unknown): string[] => (Array.isArray(it) ? it.filter(each => typeof each === 'string') : []);

const isPhoto = (it: Photo | null | undefined): it is Photo =>
  ID.test(wordsIn(it?.id)) && wordsIn(it?.preview) !== '' && [it?.width, it?.height].every(Number.isInteger);

/**
 * A sketch from what a store holds, which an older page, another program or a damaged disk may have written: words that can be
 * read stay, and all else that is not of its shape counts as absent.
 */
export function parsed(stored: string | null): Sketch | undefined {
  let it: { [field in keyof Sketch]?: unknown } | null;
  try {
    it = JSON.parse(stored ?? 'null');
  } catch {
    return undefined;
  }
  if (typeof it !== 'object' || !it) return undefined;
  const photo = it.photo as Photo | null | undefined;
  const sketch: Sketch = {
    text: wordsIn(it.text),
    open_end: wordsIn(it.open_end),
    builds_on: idsIn(it.builds_on),
    takes_up: idsIn(it.takes_up),
    due: typeof it.due === 'string' ? it.due : undefined,
    joint: JOINTS.includes(it.joint) ? (it.joint as Joint) : undefined,
    photo: isPhoto(photo) ? photo : undefined,
    off_wall: it.off_wall === true || undefined,
    id: ID.test(wordsIn(it.id)) ? wordsIn(it.id) : undefined,
  };
  // A draft may be no more than what it is to build on, or the day that is picked first.
  return sketch.text || sketch.open_end || sketch.photo || sketch.due !== undefined || sketch.builds_on.length > 0
    ? sketch
    : undefined;
}

/** The draft that is stored under a key. */
export function keptSketch(key: string): Sketch | undefined {
  try {
    return parsed(localStorage.getItem(key));
  } catch {
    return undefined;
  }
}
