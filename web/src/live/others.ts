/** What tabs tell each other: that the outbox's store changed, or else who somebody has turned out to be. */
const OUTBOX = 'outbox';

/** What a tab does with what another one tells. */
export interface Told {
  /** The outbox's store has changed. */
  outbox(): void;
  /** Somebody answered another tab as this member. */
  member(me: string): void;
}

/** The other tabs of this browser that show the same circle. A tab never hears what it tells itself; some browsers let none hear. */
export class Others {
  readonly #channel: BroadcastChannel | undefined;

  constructor(id: string, told: Told) {
    try {
      this.#channel = new BroadcastChannel(`traceboard ${id}`);
      this.#channel.onmessage = ({ data }) => (data === OUTBOX ? told.outbox() : told.member(data));
    } catch {
      // The lease on the outbox holds all the same, and each tab looks into the store when it comes to send.
    }
  }

  /** Tells that the outbox's store has changed. */
  outbox(): void {
    this.#channel?.postMessage(OUTBOX);
  }

  /** Tells whom requests of this browser are made as. */
  member(me: string): void {
    this.#channel?.postMessage(me);
  }

  /** Nothing can be told after this. */
  close(): void {
    this.#channel?.close();
  }
}
