import { type ClientFrame, type Following, type ServerFrame, SUBPROTOCOL, VERSION } from '../protocol';

/** After so long an upgrade counts as blocked by the network. */
export const OPEN_MS_MAX = 5_000;
/** After so long without a frame the page sends a beat. */
export const QUIET_MS = 9_000;
/** How long an answer to a beat may take: with the silence before, a half-open connection is found within 20 s. */
export const ANSWER_MS_MAX = 8_000;
/** `WebSocket.OPEN`, which a browser without sockets doesn't have. */
const OPEN = 1;

/** The events of a socket. */
export interface SocketEvents {
  welcomed(member: string): void;
  frame(frame: ServerFrame): void;
  /** It was closed, with a close code and a reason; called once, and not after `close`. */
  over(code: number, reason: string): void;
}

/** One websocket from hello to its end. */
export class Socket {
  #ws: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    url: string,
    private readonly spaces: () => Following[],
    private readonly on: SocketEvents,
  ) {
    let ws: WebSocket;
    try {
      ws = new WebSocket(url, SUBPROTOCOL);
    } catch {
      // A browser without any, or one that forbids them here: as where the network blocks them.
      this.#after(0, () => on.over(1006, ''));
      return;
    }
    this.#ws = ws;
    ws.onopen = () => {
      this.send({ type: 'hello', version: VERSION, spaces: this.spaces() });
      this.#after(ANSWER_MS_MAX, () => this.fail());
    };
    ws.onmessage = ({ data }) => this.#heard(data);
    ws.onclose = ({ code, reason }) => this.#end(code, reason);
    this.#after(OPEN_MS_MAX, () => this.fail());
  }

  /** Sends a frame if the socket is open. */
  send(frame: ClientFrame): boolean {
    if (this.#ws?.readyState !== OPEN) return false;
    this.#ws.send(JSON.stringify(frame));
    return true;
  }

  /** Drops it without a closing handshake, which a dead network would never answer. */
  close(): void {
    const ws = this.#ws;
    this.#ws = undefined;
    clearTimeout(this.#timer);
    ws?.close();
  }

  /** Treats it as broken. */
  fail(): void {
    this.#end(1006, '');
  }

  #heard(data: string): void {
    if (!this.#ws) return;
    this.#after(QUIET_MS, () => {
      this.send({ type: 'beat' });
      this.#after(ANSWER_MS_MAX, () => this.fail());
    });
    const frame: ServerFrame = JSON.parse(data);
    if (frame.type === 'welcome') this.on.welcomed(frame.member);
    this.on.frame(frame);
  }

  #end(code: number, reason: string): void {
    if (!this.#ws) return;
    this.close();
    this.on.over(code, reason);
  }

  #after(wait_ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, wait_ms);
  }
}
