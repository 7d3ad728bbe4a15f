import { backoff_ms } from '../base/backoff';
import type { Problem, WallAnswer, WallRequest, WallShows } from '../protocol';
import type { Key } from './key';

/** What the wall knows: a picture, since when no answer came, or that its link shows nothing any more. */
export interface Known {
  shows?: WallShows;
  /** How far the server's clock is ahead of this one. */
  ahead_ms: number;
  silentSince?: number | undefined;
  gone?: boolean;
}

const WAIT_MS = 25_000;
/** An answer that takes longer than the server waits at the most has lost its connection. */
const PATIENCE_MS = WAIT_MS + 10_000;
/** Between two answers: a flood of traces is a few pictures. */
const REST_MS = 500;
/** How often a revoked link is tried again: a host may only have left for a moment. */
const GONE_MS = 60_000;
/** A failure that is over so soon is no news for a hall. */
const UNNOTICED_MS = 8_000;

/** Follows a wall's link for ever. Each picture is whole, so nothing piles up. */
export class Link {
  #tag: string | undefined;
  #known: Known = { ahead_ms: 0 };
  #attempt = 0;
  #failedAt: number | undefined;
  #wake = () => {};
  #cut = () => {};

  constructor(
    readonly key: Key,
    readonly tell: (known: Known) => void,
    readonly page: (script: string) => void,
  ) {}

  async follow(): Promise<never> {
    for (;;) await this.#rest(await this.#ask().catch(() => this.#fail()));
  }

  /** The network is back, or the machine woke up. */
  hurry(): void {
    this.#wake();
  }

  /** The network went: a request that waits would not find out before its patience ends. */
  cut(): void {
    this.#cut();
  }

  /** Asks once, and says how long to rest. Not by the page's `call`, whose clock is a signal: that would be 2.8 KB more. */
  async #ask(): Promise<number> {
    const patience = new AbortController();
    this.#cut = () => patience.abort();
    const late = setTimeout(this.#cut, PATIENCE_MS);
    return this.#answer(patience.signal).finally(() => clearTimeout(late));
  }

  async #answer(signal: AbortSignal): Promise<number> {
    const body: WallRequest = { secret: this.key.secret, after: this.#tag, wait_ms: this.#failedAt ? 0 : WAIT_MS };
    const response = await fetch(`/api/c/${this.key.circle}/wall`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      signal,
    });
    if (!response.ok) return this.#refused(response);
    const { tag, now_ms, page, shows } = (await response.json()) as WallAnswer;
    this.#tag = tag;
    this.#attempt = 0;
    this.#failedAt = undefined;
    this.page(page);
    this.#set({ shows: shows ?? this.#known.shows, ahead_ms: now_ms - Date.now() });
    return REST_MS;
  }

  async #refused(response: Response): Promise<number> {
    const { code } = (await response.json().catch(() => ({}))) as Partial<Problem>;
    if (code !== 'unknown_link' && code !== 'unknown_circle') return this.#fail();
    this.#tag = undefined;
    this.#set({ gone: true, ahead_ms: this.#known.ahead_ms });
    return GONE_MS;
  }

  /** Keeps the picture. */
  #fail(): number {
    this.#failedAt ??= Date.now();
    if (Date.now() - this.#failedAt > UNNOTICED_MS || !this.#known.shows) {
      this.#set({ ...this.#known, silentSince: this.#failedAt });
    }
    this.#attempt += 1;
    return backoff_ms(this.#attempt);
  }

  #set(known: Known): void {
    this.#known = known;
    this.tell(known);
  }

  #rest(ms: number): Promise<void> {
    return new Promise(over => {
      const timer = setTimeout(over, ms);
      this.#wake = () => {
        clearTimeout(timer);
        over();
      };
    });
  }
}
