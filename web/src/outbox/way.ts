import type { Draft } from '../protocol';

/** How the outbox reaches the world. */
export interface Way {
  /** Hands a draft to an open socket; false: there is none. */
  post(draft: Draft, pod?: string): boolean;
  /** A post stayed unanswered: the socket is to be opened anew. */
  stalled(): void;
  /** Tells the other tabs that the store changed. */
  tell(): void;
}
