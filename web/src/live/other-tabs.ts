/** Messages between tabs: that the outbox's store changed, or else the member's id. */
const OUTBOX = 'outbox';

/** A tab's handlers for messages of other tabs. */
export interface Told {
  /** The outbox's store has changed. */
  outbox(): void;
  /** The server answered another tab as this member. */
  member(me: string): void;
}

/**
 * The other tabs of this browser that show the same circle. A tab never gets its own messages; some browsers deliver
 * none.
 */
export class OtherTabs {
  readonly #channel: BroadcastChannel | undefined;

  constructor(id: string, told: Told) {
    try {
      this.#channel = new BroadcastChannel(`traceboard ${id}`);
      this.#channel.onmessage = ({ data }) => (data === OUTBOX ? told.outbox() : told.member(data));
    } catch {
      // The lease on the outbox works without messages, and each tab reads the store before it sends.
    }
  }

  /** Sends that the outbox's store has changed. */
  outbox(): void {
    this.#send(OUTBOX);
  }

  /** Sends as which member this browser's requests are made. */
  member(me: string): void {
    this.#send(me);
  }

  #send(what: string): void {
    try {
      this.#channel?.postMessage(what);
    } catch {
      // As if there were no channel.
    }
  }

  /** No messages are sent after this. */
  close(): void {
    this.#channel?.close();
  }
}
