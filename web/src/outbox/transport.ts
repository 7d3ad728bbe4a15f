import type { Draft } from '../protocol';

/** How the outbox sends. */
export interface Transport {
  /** Sends a draft over the open connection; false: there is none. `unsent`: the server can't have seen it yet. */
  post(draft: Draft, pod?: string, unsent?: true): boolean;
  /** A post stayed unanswered: the connection has to be replaced. */
  stalled(): void;
  /** Notifies the other tabs that the store changed. */
  tell(): void;
}
