import { type ReadonlySignal, signal } from '@preact/signals';
import { backoff_ms } from '../base/backoff';
import { newId } from '../base/id';
import type { Code, Deed, Photo, Position } from '../protocol';
import { type Item, KEPT_MS, next } from './item';
import type { Store } from './store';
import type { Transport } from './transport';
import { Writes } from './writes';

/** A tab that sends renews its lease well before this is over; one that sleeps loses it. */
const LEASE_MS = 6_000;
/** A post unanswered for so long means a dead socket. */
const ANSWER_MS_MAX = 8_000;
/** Before one with a photo that is sent first: see `photo/send.ts`. */
const PHOTO_MS_MAX = 100_000;

const sorted = (items: Item[]): Item[] => items.sort((a, b) => a.order - b.order);

/**
 * The unacked deeds of one member in one circle from this browser. Sends one item at a time, which keeps the order;
 * sending twice is harmless, because the server recognises the id.
 */
export class Outbox {
  readonly #list = signal<readonly Item[]>([]);
  readonly items: ReadonlySignal<readonly Item[]> = this.#list;
  readonly kept: ReadonlySignal<boolean>;
  readonly #writes: Writes;
  /** The member whose items these are. */
  #me = '';
  /** The member of the open connection. */
  #open: string | undefined;
  #leased = false;
  #flying: string | undefined;
  #pumping = false;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly circle: string,
    private readonly store: Store,
    private readonly tab: string,
    private readonly way: Transport,
  ) {
    this.#writes = new Writes(circle, store, () => way.tell());
    this.kept = this.#writes.kept;
    store.revived = () => void this.load();
  }

  /** Switches to the items of `me`. Those of a former member stay in the store until they return. */
  async own(me: string): Promise<void> {
    if (me === this.#me) return;
    // Items that were added before the member was known are theirs.
    const early = this.#me ? [] : this.#list.value.filter(({ by }) => !by || by === me);
    this.#me = me;
    this.#list.value = early.map(item => ({ ...item, by: me }));
    if (early.length > 0) this.#writes.add([...this.#list.value], []);
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
        written = this.#writes.done;
        await written;
        items = await this.store.items(this.circle);
        // Items that were added meanwhile are not in the result.
      } while (written !== this.#writes.done);
    } catch {
      // Known items are still sent; the rest follows once the store answers.
      return this.#pump();
    }
    // Meanwhile the store may have failed.
    if (!this.store.durable) return this.#pump();
    items = items.filter(item => !this.#writes.unkept.has(item.id)).concat([...this.#writes.unkept.values()]);
    const old = items.filter(
      item =>
        this.#writes.undropped.has(item.id) || (item.acked_at_ms ?? Number.POSITIVE_INFINITY) < Date.now() - KEPT_MS,
    );
    const stay = items.filter(item => item.by === this.#me && !old.includes(item));
    this.#list.value = sorted(stay);
    const drop = old.map(item => item.id);
    if (drop.length > 0) this.#writes.add([], drop);
    void this.#pump();
  }

  /** Adds a deed, for a pod or else the circle; it is shown at once and sent when possible. `id`: that of the words left. */
  add(deed: Deed, pod?: string, photo?: Photo, id = newId()): Item {
    const now_ms = Date.now();
    const order = Math.max(now_ms, (this.#list.value.at(-1)?.order ?? 0) + 1);
    const draft = { id, written_at_ms: now_ms, deed };
    const its = { id, circle: this.circle, by: this.#me, ...(pod && { space: pod }), ...(photo && { photo }) };
    const item: Item = { ...its, draft, order, state: 'waiting', unsent: true };
    this.#list.value = [...this.#list.value, item];
    this.#writes.add([item], []);
    void this.#pump();
    return item;
  }

  /** Replaces the items: writes those that are other than before, and deletes those that are missing. */
  set(items: readonly Item[]): void {
    const before = this.#list.value;
    this.#list.value = sorted([...items]);
    const gone = before.map(({ id }) => id).filter(id => !items.some(item => item.id === id));
    this.#writes.add(
      items.filter(item => !before.includes(item)),
      gone,
    );
    void this.#pump();
  }

  /** Deletes all items of this member, also unsent ones. Resolves once the store has done so. */
  clear(): Promise<unknown> {
    this.set([]);
    return this.#writes.done;
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

  /** `unsent`: it never went out, since its photo had to go before it. */
  refused(id: string, code: Code, retry: boolean, retry_after_ms: number | undefined, unsent?: true): void {
    if (!retry) {
      this.#settle(id, { state: 'refused', code });
      // One that was taken back while it was on its way need not be looked at again.
      const about = this.#list.value.filter(({ draft: { deed } }) => 'trace' in deed && deed.trace === id);
      if (about.some(({ draft }) => draft.deed.type === 'withdraw'))
        this.set(this.#list.value.filter(item => item.id !== id && !about.includes(item)));
      return;
    }
    const wait_ms = retry_after_ms ?? backoff_ms(this.#attempts);
    this.#settle(id, { not_before_ms: Date.now() + wait_ms, ...(unsent && { unsent }) }, this.#attempts + 1);
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
    this.#writes.add(changed, []);
  }

  async #pump(): Promise<void> {
    if (this.#open !== this.#me || this.#flying || this.#pumping) return;
    const first = next(this.#list.value);
    if (!first) return this.#release();
    this.#pumping = true;
    await this.#writes.done;
    const now_ms = Date.now();
    const wait_ms = (first.not_before_ms ?? 0) - now_ms;
    // A longer wait was computed before the clock was set back.
    const waits = wait_ms > 0 && wait_ms < KEPT_MS;
    // Items that can't be stored can still be sent. One that waits stays as unsent as it is.
    const ask = this.store.lease(this.circle, this.tab, now_ms, now_ms + LEASE_MS, waits ? undefined : first.id);
    const lease = await ask.catch(() => first);
    this.#leased = !!lease;
    this.#pumping = false;
    const item = next(this.#list.value);
    if (this.#open !== this.#me || this.#flying || !item) return this.#release();
    if (!lease) return this.#later(LEASE_MS / 2, () => void this.load());
    if (item.id !== first.id) return this.#pump();
    if (waits) return this.#later(Math.min(wait_ms, LEASE_MS / 2), () => void this.#pump());
    const stored = this.store.durable && !this.#writes.unkept.has(item.id);
    const { unsent, ...sent } = stored ? (lease as Item) : item;
    // Another tab has sent it, or taken it back.
    if (sent.state !== 'waiting') return this.load();
    if (!this.way.post(sent.draft, sent.space, unsent)) return;
    this.#flying = item.id;
    if (stored) this.#list.value = this.#list.value.map(each => (each === item ? sent : each));
    else this.#replace([sent]);
    this.#later(item.photo ? PHOTO_MS_MAX : ANSWER_MS_MAX, () => this.#flying === item.id && this.way.stalled());
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
    void this.#writes.done.then(free).catch(() => {});
  }

  #later(wait_ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, wait_ms);
  }
}
