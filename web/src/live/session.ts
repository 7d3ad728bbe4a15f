import { batch, computed, signal } from '@preact/signals';
import { serverNow, set as setClock } from '../base/clock';
import { soon } from '../base/soon';
import { type Api, api } from '../http/api';
import { Refused } from '../http/call';
import { Line } from '../link/line';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import type { Deed, Face, ServerFrame, Why } from '../protocol';
import { restore } from '../rows/restore';
import { ROWS_MAX } from '../rows/rows';
import type { Space } from '../rows/space';
import { Beginning } from './beginning';
import { Board } from './board';
import { type Gate, shut, type Word } from './gate';
import { later } from './later';
import { visited } from './memory';
import { overlay } from './overlay';
import type { Shown } from './view';

/** Less than this between two looks is no absence. */
const ABSENCE_MS = 30 * 60_000;
/** After a sleep of this length nobody can tell whether the old line still lives; a resume costs little. */
const SLEEP_MS = 20_000;
const PICTURE_EVERY_MS = 15_000;
/** What tabs tell each other: that the outbox's store changed, or else who somebody has turned out to be. */
const OUTBOX = 'outbox';

/** One circle, live: its board, its connection and its outbox. Data flows one way: link, rows, `view`. */
export class Session {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly gate = signal<Gate>('asking');
  readonly word = signal<Word>('catching up');
  readonly here = signal<{ count: number; faces: readonly Face[] }>({ count: 0, faces: [] });
  /** What grew from one's own traces during an absence, by their ids. */
  readonly grown = signal<readonly string[]>([]);
  /** What the outbox will have changed, once it went out. */
  readonly pending = computed(() => overlay(this.view.value, this.outbox.items.value));
  /** Traces that others left: while this page was away, as long as the word isn't *live*, or just now. */
  arrived: (ids: string[]) => void = () => {};
  /** This version isn't spoken any more: loads the page anew; false: that has just been tried. */
  reload: () => boolean = () => false;

  readonly #board: Board;
  readonly #beginning: Beginning;
  readonly #link: Line;
  readonly #others: BroadcastChannel;
  #queue: ServerFrame[] = [];
  #pictured_ms = 0;
  /** Who looked last, and when, until what grew since is asked for. */
  #seen: ReturnType<typeof visited> = null;
  #stopped = false;

  constructor(
    readonly id: string,
    readonly store: Store,
    tab: string,
  ) {
    this.api = api(id);
    this.#board = new Board(id, this.api, me => this.#iam(me));
    this.#beginning = new Beginning(this.api.snapshot, error => this.#unbegun(error));
    this.#others = new BroadcastChannel(`traceboard ${id}`);
    this.#others.onmessage = ({ data }) => this.#told(data);
    this.#link = new Line([
      `${location.origin.replace(/^http/, 'ws')}/api/c/${id}/live`,
      this.api,
      {
        up: member => void this.#up(member),
        frames: frames => frames.forEach(this.#heard),
        down: () => this.#down(),
        over: code => this.#over(code),
      },
    ]);
    this.outbox = new Outbox(id, store, tab, {
      post: draft => this.#link.post(draft),
      stalled: () => this.#link.renew(),
      tell: () => this.#others.postMessage(OUTBOX),
    });
  }

  /** The board as views read it. */
  get view() {
    return this.#board.view;
  }

  /** How often the board began anew; what was loaded into it before is gone from it then. */
  get began() {
    return this.#board.began;
  }

  /** Shows the last picture, then connects. */
  async start(): Promise<void> {
    const seen = visited(this.id);
    this.#seen = seen;
    // Whoever was never here has no picture to wait for.
    const kept = seen ? await this.store.picture(this.id).catch(() => undefined) : undefined;
    if (this.#stopped) return;
    const space = restore(kept);
    const { role } = this.#board.who;
    if (kept && space) this.#board.who = { me: kept.me, role: kept.role };
    else if (seen) this.#board.who = { me: seen.me, role };
    if (seen) void this.outbox.own(this.#board.who.me);
    if (space) this.#board.show(space);
    else void this.#begin('unknown_history');
    this.#link.start(() => this.#following());
  }

  stop(): void {
    this.#stopped = true;
    this.#beginning.end();
    this.#link.stop();
    this.outbox.closed();
    this.#others.close();
  }

  act = (deed: Deed): string => this.outbox.add(deed).id;

  /** Loads what somebody looks for: `get` merges it, and answers the numbers of the cards that it lists. */
  load = async <T extends { listed: number[] }>(get: (api: Api, space: Space) => Promise<T>): Promise<T> => {
    const { space } = this.#board;
    if (!space) throw new Error('load what is looked for: no board is here');
    const got = await get(this.api, space);
    this.#board.came(space, got.listed);
    return got;
  };

  /** What is here of the trail of a trace, oldest first. */
  trailCards = (id: string): Shown[] => {
    const { space } = this.#board;
    const card = space?.rows.card(id);
    return space && card ? space.shown(space.lists.trail(card.trails[0] ?? card.n)) : [];
  };

  /** The seed of the trail of a trace, as far as that is known. */
  seedOf = (id: string): string => {
    const rows = this.#board.space?.rows;
    return rows?.cards.get(rows.card(id)?.trails[0] ?? -1)?.id ?? id;
  };

  /** Forgets the board that this browser keeps. */
  async forget(): Promise<void> {
    this.#queue = [];
    this.grown.value = [];
    this.#board.show(undefined);
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Keeps a picture of the board as it stands, for the next time; and when it was looked at, if it was. */
  keep(seen = document.visibilityState === 'visible'): void {
    const { space, who } = this.#board;
    if (!space || !who.me || this.gate.value !== 'in' || this.#beginning.why) return;
    this.#pictured_ms = Date.now();
    if (seen) visited(this.id, { me: who.me, at_ms: serverNow() });
    void later()
      .then(async it => {
        // It may have been forgotten meanwhile.
        if (space === this.#board.space) await this.store.keepPicture(this.id, it.picture(this.id, space, who));
      })
      .catch(() => {});
  }

  /** The page is looked at again after `slept_ms`. */
  woken(slept_ms: number): void {
    if (slept_ms > ABSENCE_MS) this.#seen = visited(this.id);
    if (slept_ms > SLEEP_MS) this.#link.renew();
    this.online();
  }

  /** The browser says that there is a network. */
  online(): void {
    this.#beginning.now();
    this.#link.now();
  }

  /** The browser says that there is none. */
  offline(): void {
    this.#link.drop();
  }

  #following() {
    const after = this.#beginning.why ? null : this.#board.space?.rows.position;
    return after ? [{ space: this.id, after }] : [];
  }

  /** Takes a snapshot, and goes on from there. */
  async #begin(why: Why): Promise<void> {
    if (this.word.value !== 'offline') this.word.value = 'catching up';
    const space = await this.#beginning.take(why);
    if (!space) return;
    this.#queue = [];
    this.gate.value = 'in';
    this.#board.show(space);
    // The log may be another one, and gets what was acked lately once more.
    if (why === 'unknown_history') this.outbox.again();
    this.#link.follow({ space: this.id, after: space.rows.position! });
    this.#board.came(
      space,
      space.lists.feed().map(({ n }) => n),
    );
    this.keep();
  }

  #unbegun(error: unknown): boolean {
    if (error instanceof Refused && !error.problem.retry) {
      this.#over(error.problem.code);
      return false;
    }
    this.word.value = 'offline';
    return true;
  }

  /** Somebody answers: as whom, where only a request could say so. */
  async #up(member: string | null): Promise<void> {
    try {
      const me = member ?? (await this.#board.mine([], null)).me;
      this.#iam(me);
      this.outbox.opened(me);
    } catch {
      // The outbox stays closed until somebody says whom it would be sent for.
    }
  }

  #iam(me: string): void {
    const before = this.#board.who.me;
    if (before === me) return;
    this.#board.who = { me, role: 'member' };
    this.#others.postMessage(me);
    void this.outbox.own(me);
    if (!before) return this.#board.publish();
    // Somebody else has come in by this browser since: their board looks different.
    void this.forget();
    void this.#begin('role');
  }

  #told(what: string): void {
    if (what === OUTBOX) void this.outbox.load();
    // Requests are made in the name of whoever came in last: nothing goes out by them before that is known.
    else if (this.#board.who.me && what !== this.#board.who.me) this.#link.renew();
  }

  /** Whoever returns after a silence first sees what grew from theirs; once all that came meanwhile is here, so that nothing moves. */
  async #returned(): Promise<void> {
    const seen = this.#seen;
    const { space, who } = this.#board;
    this.#seen = null;
    if (!space || seen?.me !== who.me || serverNow() - seen.at_ms < ABSENCE_MS) return;
    const page = await this.#board.mine([], seen.at_ms).catch(() => undefined);
    if (page) this.grown.value = page.grown.flatMap(n => space.rows.cards.get(n)?.id ?? []);
  }

  #heard = (frame: ServerFrame): void => {
    // Of this board alone, and not of one that is being replaced.
    if ('space' in frame && (frame.space !== this.id || (this.#beginning.why && frame.type !== 'closed'))) return;
    switch (frame.type) {
      case 'welcome':
      case 'beat':
        return setClock(frame.now_ms);
      case 'states':
      case 'mine':
        this.#queue.push(frame);
        if (frame.type === 'states' && !frame.more && this.word.value !== 'live') this.#caughtUp();
        else if (this.#queue.length === 1) soon(() => this.#flush());
        return;
      case 'anew':
        this.#flush();
        return void this.#begin(frame.why);
      case 'presence':
        this.here.value = { count: frame.count, faces: frame.here };
        return;
      case 'ack':
        return this.outbox.acked(frame.id, frame.position);
      case 'refused':
        return this.outbox.refused(frame.id, frame.code, frame.retry, frame.retry_after_ms);
      case 'closed':
        return this.#over(frame.code);
      case 'reload':
        return this.#over('reload');
    }
  };

  #caughtUp(): void {
    this.gate.value = 'in';
    this.#beginning.settled();
    this.#flush();
    this.word.value = 'live';
    void this.#returned();
  }

  /** Merges what came since the last picture was drawn, and shows it at once. */
  #flush(): void {
    const { space } = this.#board;
    const queue = this.#queue;
    if (!space || queue.length === 0) return;
    this.#queue = [];
    const left = this.#board.merge(space, queue);
    batch(() => {
      this.arrived(left);
      this.#board.fill();
    });
    // A page that stays open for days begins anew before it holds all there is.
    if (space.rows.size > ROWS_MAX) void this.#begin('too_far_back');
    else if (Date.now() - this.#pictured_ms > PICTURE_EVERY_MS) this.keep();
  }

  #down(): void {
    this.#flush();
    this.outbox.closed();
    this.word.value = 'offline';
  }

  /** It is over until the page is loaded anew: why, by the error table. */
  #over(code: string): void {
    this.#stopped = true;
    this.#beginning.end();
    this.#link.stop();
    this.outbox.closed();
    if (code === 'reload' && this.reload()) return;
    const gate = shut(code);
    if (gate) {
      this.gate.value = gate;
      void this.forget();
    } else this.word.value = 'crowded';
  }
}
