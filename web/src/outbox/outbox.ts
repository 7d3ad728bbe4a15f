import { type ReadonlySignal, signal } from '@preact/signals';
import { backoff_ms } from '../base/backoff';
import { newId } from '../base/id';
import { read, write } from '../live/memory';
import type { Code, Deed, Position } from '../protocol';
import { type Item, KEPT_MS, next, without } from './item';
import type { Store } from './store';
import type { Transport } from './transport';

/** A tab that sends renews its lease well before this is over; one that sleeps loses it. */
const LEASE_MS = 6_000;
/** A post unanswered for so long means a dead socket. */
const ANSWER_MS_MAX = 8_000;

const sorted = (items: Item[]): Item[] => items.sort((a, b) => a.order - b.order);

/** After the next paint. */
const painted = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/**
 * The unacked deeds of one member in one circle from this browser. Sends one item at a time, which keeps the order;
 * sending twice is harmless, because the server recognises the id.
 */
export class Outbox {
  readonly #list = signal<readonly Item[]>([]);
  readonly items: ReadonlySignal<readonly Item[]> = this.#list;
  /** Whether all items are stored: false if the browser stores nothing, or its disk is full. */
  readonly kept = signal(true);
  /** Items that the store failed to write. They are part of the next write. */
  readonly #unkept = new Map<string, Item>();
  /** Items that the store failed to drop: they are remembered beside it, or a member who signed out would send them on return. */
  readonly #undropped: Set<string>;
  /** The member whose items these are. */
  #me = '';
  /** The member of the open connection. */
  #open: string | undefined;
  #leased = false;
  #flying: string | undefined;
  #pumping = false;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writes: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly circle: string,
    private readonly store: Store,
    private readonly tab: string,
    private readonly way: Transport,
  ) {
    this.kept.value = store.durable;
    this.#undropped = new Set(read<string[]>(`dropped ${circle}`));
    store.revived = () => void this.load();
  }

  /** Switches to the items of `me`. Those of a former member stay in the store until they return. */
  async own(me: string): Promise<void> {
    if (me === this.#me) return;
    // Items that were added before the member was known are theirs.
    const early = this.#me ? [] : this.#list.value.filter(({ by }) => !by || by === me);
    this.#me = me;
    this.#list.value = early.map(item => ({ ...item, by: me }));
    if (early.length > 0) this.#write([...this.#list.value], []);
    await this.load();
  }

  /** The items that are not stored, for a page that reloads itself. */
  unkept(): readonly Item[] {
    return this.kept.value ? [] : this.#list.value;
  }

  /** Restores items that the former page could not store. Call it first. */
  take(items: readonly Item[]): void {
    this.#list.value = items.filter(item => item.circle === this.circle);
  }

  /** Reads this member's items from the store: at the start, and when another tab changed them. */
  async load(): Promise<void> {
    if (!this.store.durable) return;
    let items: Item[];
    let written: Promise<unknown>;
    try {
      do {
        written = this.#writes;
        await written;
        items = await this.store.items(this.circle);
        // Items that were added meanwhile are not in the result.
      } while (written !== this.#writes);
    } catch {
      // Known items are still sent; the rest follows once the store answers.
      return this.#pump();
    }
    // Meanwhile the store may have failed.
    if (!this.store.durable) return this.#pump();
    items = items.filter(item => !this.#unkept.has(item.id)).concat([...this.#unkept.values()]);
    const old = items.filter(
      item => this.#undropped.has(item.id) || (item.acked_at_ms ?? Number.POSITIVE_INFINITY) < Date.now() - KEPT_MS,
    );
    const stay = items.filter(item => item.by === this.#me && !old.includes(item));
    this.#list.value = sorted(stay);
    if (old.length > 0)
      this.#write(
        [],
        old.map(item => item.id),
      );
    void this.#pump();
  }

  /** Adds a deed, for a pod or else the circle; it is shown at once and sent when possible. */
  add(deed: Deed, pod?: string): Item {
    const now_ms = Date.now();
    const id = newId(now_ms);
    const order = Math.max(now_ms, (this.#list.value.at(-1)?.order ?? 0) + 1);
    const draft = { id, written_at_ms: now_ms, deed };
    const its = { id, circle: this.circle, by: this.#me, ...(pod && { space: pod }) };
    const item: Item = { ...its, draft, order, state: 'waiting' };
    this.#list.value = [...this.#list.value, item];
    this.#write([item], []);
    void this.#pump();
    return item;
  }

  /** Removes a refused item; items that built on it refer to `instead`, which takes its place, or to nothing. */
  discard(id: string, instead?: string): void {
    const before = this.#list.value;
    const order = before.find(item => item.id === id)?.order;
    const stay = without(before, id, instead).map(item => (item.id === instead && order ? { ...item, order } : item));
    this.#list.value = sorted(stay);
    const kept = new Set(stay.map(item => item.id));
    this.#write(
      stay.filter(item => !before.includes(item)),
      before.map(item => item.id).filter(other => !kept.has(other)),
    );
    void this.#pump();
  }

  /** Deletes all items of this member, also unsent ones. Resolves once the store has done so. */
  clear(): Promise<unknown> {
    const ids = this.#list.value.map(item => item.id);
    this.#list.value = [];
    this.#write([], ids);
    return this.#writes;
  }

  /** A socket is open and was welcomed as `member`. */
  opened(member: string): void {
    this.#open = member;
    this.#flying = undefined;
    void this.#pump();
  }

  closed(): void {
    this.#open = undefined;
    this.#flying = undefined;
    clearTimeout(this.#timer);
    this.#release();
  }

  /** A snapshot replaced a resume: the log may be another one, so recently acked items are sent again. */
  again(pod?: string): void {
    const acked = this.#list.value.filter(item => item.state === 'acked' && item.space === pod);
    if (acked.length === 0) return;
    this.#replace(acked.map(({ position: _, ...item }) => ({ ...item, state: 'waiting' })));
    // Starts sending if connected: nothing else would.
    void this.#pump();
  }

  acked(id: string, position: Position): void {
    const before = this.#list.value.find(item => item.id === id);
    this.#settle(id, { state: 'acked', acked_at_ms: before?.acked_at_ms ?? Date.now(), position });
  }

  refused(id: string, code: Code, retry: boolean, retry_after_ms: number | undefined): void {
    if (!retry) return this.#settle(id, { state: 'refused', code });
    const wait_ms = retry_after_ms ?? backoff_ms(this.#attempts);
    this.#settle(id, { not_before_ms: Date.now() + wait_ms }, this.#attempts + 1);
  }

  #settle(id: string, change: Partial<Item>, attempts = 0): void {
    if (this.#flying === id) this.#flying = undefined;
    this.#attempts = attempts;
    const item = this.#list.value.find(item => item.id === id);
    if (item) this.#replace([{ ...item, ...change }]);
    void this.#pump();
  }

  #replace(changed: Item[]): void {
    const by = new Map(changed.map(item => [item.id, item]));
    this.#list.value = this.#list.value.map(item => by.get(item.id) ?? item);
    this.#write(changed, []);
  }

  #write(put: Item[], drop: string[]): void {
    // In order, and never two at once: a later state of an item must not be overtaken by an earlier one.
    // Paint first: storing would delay it.
    this.#writes = this.#writes.then(painted).then(async () => {
      for (const item of put) this.#unkept.set(item.id, item);
      for (const id of drop) this.#undropped.add(id);
      for (const id of drop) this.#unkept.delete(id);
      const dropped = this.#undropped.size;
      try {
        await this.store.change([...this.#unkept.values()], [...this.#undropped]);
        this.#unkept.clear();
        this.#undropped.clear();
        this.way.tell();
      } catch {
        // It stays in memory, and is sent from this tab.
      }
      if (dropped) write(`dropped ${this.circle}`, this.#undropped.size ? [...this.#undropped] : null);
      this.kept.value = this.store.durable && this.#unkept.size === 0;
    });
  }

  async #pump(): Promise<void> {
    if (this.#open !== this.#me || this.#flying || this.#pumping) return;
    if (!next(this.#list.value)) return this.#release();
    this.#pumping = true;
    const now_ms = Date.now();
    // Items that can't be stored can still be sent.
    this.#leased = await this.store.lease(this.circle, this.tab, now_ms, now_ms + LEASE_MS).catch(() => true);
    this.#pumping = false;
    const item = next(this.#list.value);
    if (this.#open !== this.#me || this.#flying || !item) return this.#release();
    if (!this.#leased) return this.#later(LEASE_MS / 2, () => void this.load());
    const wait_ms = (item.not_before_ms ?? 0) - Date.now();
    // A longer wait was computed before the clock was set back.
    if (wait_ms > 0 && wait_ms < KEPT_MS) return this.#later(Math.min(wait_ms, LEASE_MS / 2), () => void this.#pump());
    if (!this.way.post(item.draft, item.space)) return;
    this.#flying = item.id;
    this.#later(ANSWER_MS_MAX, () => this.#flying === item.id && this.way.stalled());
  }

  /** Nothing to send: releases the lease, so that another tab, or this one after a reload, need not wait. */
  #release(): void {
    if (!this.#leased || this.#flying) return;
    this.#leased = false;
    // The next holder of the lease must see the acked items.
    const free = async () => {
      if (this.#leased) return;
      await this.store.lease(this.circle, this.tab, Date.now(), 0);
      this.way.tell();
    };
    void this.#writes.then(free).catch(() => {});
  }

  #later(wait_ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, wait_ms);
  }
}
