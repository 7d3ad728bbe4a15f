import type { Draft } from '../protocol';

/** How the outbox sends. */
export interface Transport {
  /** Sends a draft over the open connection; false: there is none. */
  post(draft: Draft, pod?: string): boolean;
  /** A post stayed unanswered: the connection has to be replaced. */
  stalled(): void;
  /** Notifies the other tabs that the store changed. */
  tell(): void;
}
