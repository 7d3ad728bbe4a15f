import { backoff_ms } from '../base/backoff';
import { Refused } from '../http/call';
import { polling } from '../http/polling';
import type { ClientFrame, Draft, Following, ServerFrame } from '../protocol';
import { hint_ms, staysAway } from './codes';
import { Poll } from './poll';
import { Socket } from './socket';

/** A socket that lived so long works; if two in a row break earlier, something in the network breaks them. */
export const PROVEN_MS = 10_000;
const EARLY_MAX = 2;
/** After a fallback the socket is tried again: soon where one was good before, then after 1, 2, 4 … minutes. */
const SOON_MS = 5_000;
const MINUTE_MS = 60_000;
const RETRY_MS_MAX = 30 * MINUTE_MS;

/** The events of a link. */
export interface LinkEvents {
  /** The server answers. Sockets name the member of the session; answers to requests don't. */
  up(member: string | null): void;
  frames(frames: ServerFrame[]): void;
  /** The server does not answer. It goes on trying. */
  down(): void;
  /** It has ended until it is started again, with a code of the error table. */
  over(code: string): void;
}

/**
 * The connection to the server: a socket, or long polls if the network blocks sockets. Other modules don't know which.
 */
export class Link {
  #spaces: () => Following[] = () => [];
  #socket: Socket | undefined;
  #poll: Poll | undefined;
  /** A socket that runs beside the poll until it has proved to work. */
  #trial: Socket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retry_ms = MINUTE_MS;
  #attempts = 0;
  #early = 0;
  #good = false;
  #stopped = true;

  constructor(
    private readonly url: string,
    private readonly circle: string,
    private readonly on: LinkEvents,
  ) {}

  /**
   * Connects, and reconnects until `stop`. `spaces` returns the followed spaces with their positions; none: nothing
   * yet.
   */
  start(spaces: () => Following[]): void {
    this.#spaces = spaces;
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#letGo();
  }

  /** Sends a draft, for a pod or else the circle; false: there is no connection. */
  post(draft: Draft, pod?: string): boolean {
    const post = { type: 'post', draft, ...(pod && { space: pod }) } as const;
    return (this.#socket?.send(post) || this.#poll?.post(draft, pod)) ?? false;
  }

  /** A space is followed from another position than the last answer's. */
  follow(space: Following): void {
    this.#changed({ type: 'follow', ...space });
  }

  /** Stops following a space. */
  unfollow(space: string): void {
    this.#changed({ type: 'unfollow', space });
  }

  /** What is followed is another than before. */
  #changed(frame: ClientFrame): void {
    for (const socket of [this.#socket, this.#trial]) socket?.send(frame);
    this.#poll?.again();
  }

  /** Drops the connection, and reconnects at once. */
  renew(): void {
    if (this.#stopped) return;
    this.on.down();
    // If the network blocks sockets, waiting for one again would only lose time.
    if (this.#poll) this.#startPoll();
    else this.#connect();
  }

  /** The browser is online: no reason to wait any longer. */
  now(): void {
    if (this.#stopped) return;
    this.#attempts = 0;
    if (this.#poll) {
      this.#poll.again();
      this.#tryIn(SOON_MS);
    } else if (!this.#socket) this.#connect();
  }

  /** The browser is offline. The link still tries: some browsers never report that the network is back. */
  drop(): void {
    if (this.#stopped) return;
    this.#letGo();
    this.on.down();
    this.#connectIn(backoff_ms(this.#attempts++));
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#retry);
    for (const way of [this.#socket, this.#trial, this.#poll]) way?.close();
    this.#socket = this.#trial = this.#poll = undefined;
  }

  #connect(): void {
    this.#letGo();
    this.#socket = this.#open();
  }

  #open(): Socket {
    let welcomed_ms = 0;
    const socket: Socket = new Socket(this.url, this.#spaces, {
      welcomed: member => {
        welcomed_ms = Date.now();
        this.#attempts = 0;
        if (socket === this.#trial) this.#retry = setTimeout(() => this.#trust(member), PROVEN_MS);
        else this.on.up(member);
      },
      frame: frame => this.on.frames([frame]),
      over: (code, reason) => {
        if (socket === this.#trial) return this.#tryLater();
        this.#socket = undefined;
        const away = staysAway(code);
        if (away) return this.#over(away);
        // The server's own close codes show that sockets get through.
        if (!welcomed_ms && code < 4000) return this.#fallBack();
        this.on.down();
        this.#good = Date.now() - welcomed_ms > PROVEN_MS;
        this.#early = this.#good || code >= 4000 ? 0 : this.#early + 1;
        if (this.#early < EARLY_MAX) this.#connectIn(hint_ms(reason) + backoff_ms(this.#attempts++));
        else this.#fallBack();
      },
    });
    return socket;
  }

  #connectIn(wait_ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait_ms);
  }

  #over(code: string): void {
    this.stop();
    this.on.over(code);
  }

  #fallBack(): void {
    this.#startPoll();
    this.#retry_ms = MINUTE_MS;
    this.#tryIn(this.#good ? SOON_MS : MINUTE_MS);
  }

  #startPoll(): void {
    let up = false;
    this.#poll?.close();
    this.#poll = new Poll(polling(this.circle), () => this.#spaces(), {
      frames: frames => {
        if (!up) this.on.up(null);
        up = true;
        this.on.frames(frames);
      },
      failed: error => {
        if (error instanceof Refused && !error.problem.retry) return this.#over(error.problem.code);
        this.on.down();
        // Both failed: the socket was not the cause.
        if (!up && this.#early < EARLY_MAX) {
          this.#letGo();
          this.#connectIn(backoff_ms(this.#attempts++));
        }
        up = false;
      },
    });
  }

  /** Tries a socket after a while, while the poll goes on. */
  #tryIn(wait_ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#trial?.close();
      this.#trial = this.#open();
    }, wait_ms);
  }

  #tryLater(): void {
    this.#trial = undefined;
    this.#tryIn(this.#retry_ms);
    this.#retry_ms = Math.min(2 * this.#retry_ms, RETRY_MS_MAX);
  }

  #trust(member: string): void {
    this.#poll?.close();
    this.#poll = undefined;
    this.#socket = this.#trial;
    this.#trial = undefined;
    this.#early = 0;
    this.on.up(member);
  }
}
