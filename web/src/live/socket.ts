import { backoff_ms } from '../base/backoff';
import { type ClientFrame, type ServerFrame, SUBPROTOCOL } from '../protocol';

/** A socket that doesn't open and welcome in so long is given up. */
const OPEN_MS_MAX = 10_000;
/** The server says something every 25 s: after so long without a word the line is dead, whatever the browser believes. */
const SILENT_MS_MAX = 70_000;
const HINT_MS_MAX = 60_000;

/** How a socket ended, by the ranges of the protocol's close codes. */
export type Ending = 'resume' | 'snapshot' | 'over';

/** Reads a close code: below 4010 come back, below 4020 with a snapshot, from 4020 don't come back by yourself. */
export function ending(code: number): Ending {
  if (code >= 4020 && code < 4100) return 'over';
  return code >= 4010 && code < 4020 ? 'snapshot' : 'resume';
}

/** One circle's connection, opened again and again until `stop`. */
export class Socket {
  #ws: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #opening = false;
  #stopped = false;

  /** `prepare` gives the position to resume after, and may take its time; false: not now, try later. */
  constructor(
    private readonly url: string,
    private readonly prepare: () => Promise<string | null | false>,
    private readonly heard: (frame: ServerFrame) => void,
    private readonly lost: (ending: Ending, code: number) => void,
  ) {}

  start(): void {
    void this.#open();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#ws?.close(1000);
    this.#ws = undefined;
  }

  /** Sends a frame if the socket is open. */
  send(frame: ClientFrame): boolean {
    if (this.#ws?.readyState !== WebSocket.OPEN) return false;
    this.#ws.send(JSON.stringify(frame));
    return true;
  }

  /** The connection proved good: the next loss is a first one again. */
  settled(): void {
    this.#attempt = 0;
  }

  /** Gives up this socket and opens another one. */
  renew(): void {
    this.drop();
    this.now();
  }

  /** The browser says that there is a network: no reason to wait any longer. */
  now(): void {
    if (this.#ws) return;
    this.#attempt = 0;
    this.#later(0);
  }

  #later(wait_ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#open(), wait_ms);
  }

  async #open(): Promise<void> {
    if (this.#ws || this.#opening) return;
    this.#opening = true;
    const after = await this.prepare();
    this.#opening = false;
    if (this.#stopped) return;
    if (after === false) return this.#later(backoff_ms(this.#attempt++));
    const ws = new WebSocket(this.url, SUBPROTOCOL);
    this.#ws = ws;
    ws.onopen = () => this.send(after === null ? { type: 'hello' } : { type: 'hello', after });
    ws.onmessage = event => {
      if (ws !== this.#ws) return;
      this.#expect(ws, SILENT_MS_MAX);
      this.heard(JSON.parse(event.data));
    };
    ws.onclose = event => ws === this.#ws && this.#over(event.code, event.reason);
    this.#expect(ws, OPEN_MS_MAX);
  }

  /** Gives up a socket that says nothing for so long. */
  #expect(ws: WebSocket, wait_ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => ws === this.#ws && this.renew(), wait_ms);
  }

  /** The network is gone: forgets the socket without waiting for its closing handshake, which a dead network never answers. */
  drop(): void {
    const ws = this.#ws;
    if (!ws) return;
    this.#ws = undefined;
    ws.close();
    this.lost('resume', 1006);
  }

  #over(code: number, reason: string): void {
    this.#ws = undefined;
    clearTimeout(this.#timer);
    const how = ending(code);
    this.lost(how, code);
    if (how === 'over') return;
    // A server that goes down says when to come back.
    const hint_ms = Number(/\d+/.exec(reason)?.[0] ?? 0);
    this.#later(Math.min(hint_ms, HINT_MS_MAX) + backoff_ms(this.#attempt++));
  }
}
