import type { Code, Draft, Photo, Position } from '../protocol';

/** A deed of a member that the server has not acked, or only just. */
export interface Item {
  /** The draft's id, which is also the trace's. */
  id: string;
  circle: string;
  /** The member who did it. It is sent only as that member, whoever has signed in since. */
  by: string;
  draft: Draft;
  /** The pod that it is for; absent: the circle. */
  space?: string;
  /** No tab has sent it yet, so that the server can't have seen it. */
  unsent?: true;
  /** What its photo is like, which the draft only names. */
  photo?: Photo | undefined;
  /** Items go out in this order. */
  order: number;
  state: 'waiting' | 'refused' | 'acked';
  /** Why it was refused. */
  code?: Code;
  /** When it may be tried again, where the server named a time. */
  not_before_ms?: number;
  acked_at_ms?: number;
  /** Its position in the log, once it was acked. */
  position?: Position;
}

/** How long acked items are kept: a store that was reset to an older state gets them again. */
export const KEPT_MS = 10 * 60_000;

/** The ids that a draft refers to: traces, a round, a gathering. */
export function names({ deed }: Draft): string[] {
  if (deed.type === 'leave') return deed.builds_on ?? [];
  const { trace, round, gathering, about } = deed as { [of in 'trace' | 'round' | 'gathering' | 'about']?: string };
  return [trace, round, gathering, about].filter(id => id !== undefined);
}

/** The next item to send: the first unsent one, unless it refers to a refused one, or to one that waits for that. */
export function next(items: readonly Item[]): Item | undefined {
  const aside = new Set<string>();
  for (const item of items) {
    if (item.state === 'acked') continue;
    if (item.state === 'refused' || names(item.draft).some(id => aside.has(id))) aside.add(item.id);
    else return item;
  }
  return undefined;
}
