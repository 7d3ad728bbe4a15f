import { batch, computed, signal } from '@preact/signals';
import { serverNow, set as setClock } from '../base/clock';
import { type Api, api } from '../http/api';
import { Refused } from '../http/call';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import { soon } from '../page/wake';
import type { Card, Deed, ServerFrame, Snapshot } from '../protocol';
import { Fold } from './fold';
import { type Gate, shut, type Word } from './gate';
import { visited } from './memory';
import { fetchMissing } from './missing';
import { overlay } from './overlay';
import { type Ending, Socket } from './socket';
import type { View } from './view';

/** Less than this between two looks is no absence. */
const ABSENCE_MS = 30 * 60_000;
/** After a sleep of this length nobody can tell whether the old socket still lives; a resume costs little. */
const SLEEP_MS = 20_000;
/** So many cards of the feed are held, for the memory of a small phone. */
const WINDOW_CARDS_MAX = 5_000;
const TRIES_MAX = 5;
const PICTURE_EVERY_MS = 15_000;

/** One circle, live: its board, its connection and its outbox. Data flows one way: socket, fold, `view`. */
export class Session {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly socket: Socket;
  readonly gate = signal<Gate>('asking');
  readonly word = signal<Word>('catching up');
  readonly here = signal<{ count: number; ids: readonly string[] }>({ count: 0, ids: [] });
  /** What grew from one's own traces during an absence. */
  readonly grown = signal<readonly string[]>([]);
  readonly view = signal<View | undefined>(undefined);
  /** How often the window began anew; what was loaded into it before is gone from it then. */
  readonly began = signal(0);
  /** What the outbox will have changed, once it went out. */
  readonly pending = computed(() => overlay(this.view.value, this.outbox.items.value));
  /** Traces that others left just now, for whoever holds them back or reads them out. */
  arrived: (ids: string[]) => void = () => {};

  #fold: Fold | undefined;
  #stale = true;
  /** Whether the last connection was refused before its welcome: perhaps the session is gone. */
  #doubt = false;
  #queue: ServerFrame[] = [];
  #pictured_ms = 0;
  readonly #others: BroadcastChannel;

  constructor(
    readonly id: string,
    readonly store: Store,
    tab: string,
  ) {
    this.api = api(id);
    this.#others = new BroadcastChannel(`traceboard ${id}`);
    this.#others.onmessage = () => void this.outbox.load();
    this.outbox = new Outbox(id, store, tab, {
      post: draft => this.socket.send({ type: 'post', draft }),
      stalled: () => this.socket.renew(),
      tell: () => this.#others.postMessage('outbox'),
    });
    this.socket = new Socket(
      `${location.origin.replace(/^http/, 'ws')}/api/c/${id}/live`,
      () => this.#prepare(),
      frame => this.#heard(frame),
      (how, code) => this.#lost(how, code),
    );
  }

  /** Shows the last picture, then connects. */
  async start(): Promise<void> {
    const kept = await this.store.picture(this.id).catch(() => undefined);
    if (kept && !this.#fold) await this.#take(kept);
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
    this.outbox.closed();
    this.#others.close();
  }

  act = (deed: Deed): string => this.outbox.add(deed).id;

  /** Loads older traces into the window. */
  older = () =>
    this.#fetch(
      at => this.api.before(this.view.value!.feed.at(-1)!.id, at),
      (fold, page) => fold.older(page),
    );

  /** Loads a whole trail into the window. */
  loadTrail = (seed: string) =>
    this.#fetch(
      at => this.api.trail(seed, at),
      (fold, page) => fold.addTrail(page),
    );

  /** What is loaded of a trail, oldest first. */
  trailCards = (seed: string): Card[] => this.#fold?.trail(seed) ?? [];

  /** Forgets the board that this browser keeps. */
  async forget(): Promise<void> {
    this.#fold = undefined;
    this.grown.value = [];
    this.#publish();
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Keeps a picture of the board as it stands, for a reload without a network; and when it was looked at, if it was. */
  keep(seen = document.visibilityState === 'visible'): void {
    if (!this.#fold || this.gate.value !== 'in') return;
    this.#pictured_ms = Date.now();
    if (seen) visited(this.id, { me: this.view.value!.me, at_ms: serverNow() });
    void this.store.keepPicture(this.id, this.#fold.picture()).catch(() => {});
  }

  /** The page is looked at again after `slept_ms`. */
  woken(slept_ms: number): void {
    // Coming back to a tab is a return like any other.
    if (slept_ms > ABSENCE_MS) this.#stale = true;
    this.socket[slept_ms > SLEEP_MS ? 'renew' : 'now']();
  }

  async #prepare(): Promise<string | null | false> {
    if (this.word.value !== 'offline') this.word.value = 'catching up';
    const fold = this.#fold;
    try {
      if (!this.#stale && fold) {
        const [card] = this.view.value!.feed;
        // What a socket can't say of a refusal, any other question is answered with.
        if (this.#doubt && card) await this.api.cards([card.id], null);
        this.#doubt = true;
        return fold.position;
      }
      const seen = visited(this.id);
      const snapshot = await this.api.snapshot(seen?.at_ms);
      if (seen?.me === snapshot.me && snapshot.now_ms - seen.at_ms > ABSENCE_MS) this.grown.value = snapshot.grown;
      setClock(snapshot.now_ms);
      await this.#take(snapshot);
      this.#stale = false;
      this.gate.value = 'in';
      this.outbox.again();
      this.keep();
      return snapshot.position;
    } catch (error) {
      if (error instanceof Refused && !error.problem.retry) this.#shut(error.problem.code);
      else this.word.value = 'offline';
      return false;
    }
  }

  #shut(code: string): void {
    this.gate.value = shut(code);
    this.socket.stop();
    void this.forget();
  }

  async #take(snapshot: Snapshot): Promise<void> {
    this.#queue = [];
    this.#fold = new Fold(snapshot);
    this.began.value += 1;
    this.#publish();
    this.#fill();
    await this.outbox.own(snapshot.me)?.catch(() => {});
  }

  #heard(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#doubt = false;
        setClock(frame.now_ms);
        this.socket.settled();
        this.outbox.opened(frame.member);
        // Somebody else has come in by this browser since: their board looks different.
        if (frame.member !== this.view.value?.me) this.#beginAnew();
        break;
      case 'caught_up':
        this.#flush();
        this.word.value = 'live';
        break;
      case 'ack':
        this.outbox.acked(frame.id, frame.position);
        break;
      case 'refused':
        this.outbox.refused(frame.id, frame.code, frame.retry, frame.retry_after_ms);
        break;
      case 'presence':
        this.here.value = { count: frame.count, ids: frame.here };
        break;
      case 'entry':
      case 'touched':
        if (this.#queue.push(frame) === 1) soon(() => this.#flush());
    }
  }

  /** Applies what came since the last picture was drawn, and shows it at once. */
  #flush(): void {
    const fold = this.#fold;
    const queue = this.#queue;
    if (!fold || queue.length === 0) return;
    this.#queue = [];
    const left = fold.apply(queue);
    batch(() => {
      this.arrived(left);
      this.#publish();
    });
    this.#fill();
    // A page that stays open for days begins anew before its window holds all there is.
    if (this.view.value!.feed.length > WINDOW_CARDS_MAX) this.#beginAnew();
    if (Date.now() - this.#pictured_ms > PICTURE_EVERY_MS) this.keep();
  }

  /** Fetches until the answer isn't older than the window: entries may overtake it on the way. */
  async #fetch<T>(get: (at: string | null) => Promise<T>, merge: (fold: Fold, page: T) => boolean): Promise<T> {
    let page: T;
    let tries = 0;
    do page = await get(this.#fold?.position ?? null);
    while (this.#fold && !merge(this.#fold, page) && ++tries < TRIES_MAX);
    this.#publish();
    return page;
  }

  #beginAnew(): void {
    this.#stale = true;
    this.socket.renew();
  }

  #publish(): void {
    this.view.value = this.#fold?.view();
  }

  #fill(): void {
    const fold = this.#fold;
    if (fold) void fetchMissing(this.api, fold, () => fold === this.#fold && this.#publish());
  }

  #lost(how: Ending, code: number): void {
    this.#flush();
    this.outbox.closed();
    if (how === 'snapshot') this.#stale = true;
    if (how !== 'over') this.word.value = 'offline';
    else if (code === 4020 || code === 4021) this.#shut(code === 4021 ? 'not_a_member' : 'not_signed_in');
    else this.word.value = 'crowded';
  }
}
