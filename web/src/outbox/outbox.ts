import { type ReadonlySignal, signal } from '@preact/signals';
import { backoff_ms } from '../base/backoff';
import { newId } from '../base/id';
import { read, write } from '../live/memory';
import type { Code, Deed, Position } from '../protocol';
import { type Item, KEPT_MS, next, without } from './item';
import type { Store } from './store';
import type { Way } from './way';

/** A tab that sends renews its lease well before this is over; one that sleeps loses it. */
const LEASE_MS = 6_000;
/** A post unanswered for so long means a dead socket. */
const ANSWER_MS_MAX = 8_000;

const sorted = (items: Item[]): Item[] => items.sort((a, b) => a.order - b.order);

/** Once what is to be shown is shown. */
const painted = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

/**
 * Everything that one member did in one circle from this browser and that isn't settled. Sends one item at a time, so the
 * order holds however the network behaves; sending twice is harmless, since the server knows an id again.
 */
export class Outbox {
  readonly #list = signal<readonly Item[]>([]);
  readonly items: ReadonlySignal<readonly Item[]> = this.#list;
  /** Whether all of it would outlive this tab: false where the browser keeps nothing, or its disk is full. */
  readonly kept = signal(true);
  /** What the store did not take. It goes along with the next write. */
  readonly #unkept = new Map<string, Item>();
  /** What the store did not drop: this is remembered beside it, or a member who signed out would send it when they come back. */
  readonly #undropped: Set<string>;
  /** Whose items these are. */
  #me = '';
  /** Whom the open socket speaks for. */
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
    private readonly way: Way,
  ) {
    this.kept.value = store.durable;
    this.#undropped = new Set(read<string[]>(`dropped ${circle}`));
    store.revived = () => void this.load();
  }

  /** Turns to the items of `me`. Those of whoever was here before stay in the store until they come back. */
  async own(me: string): Promise<void> {
    if (me === this.#me) return;
    // What was done before anybody said who does it is theirs.
    const early = this.#me ? [] : this.#list.value.filter(({ by }) => !by || by === me);
    this.#me = me;
    this.#list.value = early.map(item => ({ ...item, by: me }));
    if (early.length > 0) this.#write([...this.#list.value], []);
    await this.load();
  }

  /** What the store doesn't hold, for a page that loads itself anew. */
  unkept(): readonly Item[] {
    return this.kept.value ? [] : this.#list.value;
  }

  /** Takes what the page before this one had not been able to keep. To be called first. */
  take(items: readonly Item[]): void {
    this.#list.value = items.filter(item => item.circle === this.circle);
  }

  /** Takes in what the store holds of this member's: at the start, and when another tab changed it. */
  async load(): Promise<void> {
    if (!this.store.durable) return;
    let items: Item[];
    let written: Promise<unknown>;
    try {
      do {
        written = this.#writes;
        await written;
        items = await this.store.items(this.circle);
        // What was added while the store was read isn't in what it gave.
      } while (written !== this.#writes);
    } catch {
      // What this tab knows of goes out all the same; the rest comes once the store answers.
      return this.#pump();
    }
    // By now it may have turned out to keep nothing.
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

  /** Puts a deed in, of a pod or else the circle; it shows at once and goes out when it can. */
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

  /** Takes a refused item out; what built on it goes on with `instead`, which takes its turn, or without. */
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

  /** Forgets all items of this member, unsent ones too. Resolves once the store has. */
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

  /** A snapshot came in place of a resume: the log may be another one, and gets what was acked lately once more. */
  again(pod?: string): void {
    const acked = this.#list.value.filter(item => item.state === 'acked' && item.space === pod);
    if (acked.length === 0) return;
    this.#replace(acked.map(({ position: _, ...item }) => ({ ...item, state: 'waiting' })));
    // Whoever is connected stays so: nothing else would send them.
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
    // What was done is shown first: a browser that stores makes the hand wait.
    this.#writes = this.#writes.then(painted).then(async () => {
      for (const item of put) this.#unkept.set(item.id, item);
      for (const id of drop) if (this.#undropped.add(id)) this.#unkept.delete(id);
      const dropped = this.#undropped.size;
      try {
        await this.store.change([...this.#unkept.values()], [...this.#undropped]);
        this.#unkept.clear();
        this.#undropped.clear();
        this.way.tell();
      } catch {
        // It stays in this tab, and is sent from here.
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
    // What can't be kept can still be sent.
    this.#leased = await this.store.lease(this.circle, this.tab, now_ms, now_ms + LEASE_MS).catch(() => true);
    this.#pumping = false;
    const item = next(this.#list.value);
    if (this.#open !== this.#me || this.#flying || !item) return this.#release();
    if (!this.#leased) return this.#later(LEASE_MS / 2, () => void this.load());
    const wait_ms = (item.not_before_ms ?? 0) - Date.now();
    // A longer one was reckoned by a clock that has been set back since.
    if (wait_ms > 0 && wait_ms < KEPT_MS) return this.#later(Math.min(wait_ms, LEASE_MS / 2), () => void this.#pump());
    if (!this.way.post(item.draft, item.space)) return;
    this.#flying = item.id;
    this.#later(ANSWER_MS_MAX, () => this.#flying === item.id && this.way.stalled());
  }

  /** Nothing to send: another tab, or this one after a reload, need not wait until the lease is over. */
  #release(): void {
    if (!this.#leased || this.#flying) return;
    this.#leased = false;
    // Whoever takes it over must find what was acked.
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
