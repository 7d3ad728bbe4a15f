import { batch, computed, signal } from '@preact/signals';
import { set as setClock } from '../base/clock';
import { soon } from '../base/soon';
import { type Api, api } from '../http/api';
import { Refused } from '../http/call';
import { Line } from '../link/line';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import type { Deed, Face, ServerFrame, Why } from '../protocol';
import { ROWS_MAX } from '../rows/rows';
import type { Space } from '../rows/space';
import { Beginning } from './beginning';
import { Board } from './board';
import { type Gate, shut, type Word } from './gate';
import { Keeper } from './keeper';
import { overlay } from './overlay';
import type { Shown } from './view';

/** After a sleep of this length nobody can tell whether the old line still lives; a resume costs little. */
const SLEEP_MS = 20_000;
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
  readonly #keeper: Keeper;
  readonly #link: Line;
  readonly #others: BroadcastChannel;
  #queue: ServerFrame[] = [];
  #stopped = false;

  constructor(
    readonly id: string,
    store: Store,
    tab: string,
  ) {
    this.api = api(id);
    this.#board = new Board(id, this.api, me => this.#iam(me));
    this.#keeper = new Keeper(id, store, this.#board);
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
    const kept = await this.#keeper.read();
    if (this.#stopped) return;
    if (!this.#keeper.show(kept)) void this.#begin('unknown_history');
    if (this.#board.who.me) void this.outbox.own(this.#board.who.me);
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
  trailCards = (id: string): Shown[] => this.#board.space?.trail(id) ?? [];

  /** The seed of the trail of a trace, as far as that is known. */
  seedOf = (id: string): string => this.#board.space?.seedOf(id) ?? id;

  /** Forgets the board that this browser keeps. */
  forget(): Promise<void> {
    this.#queue = [];
    this.grown.value = [];
    return this.#keeper.forget();
  }

  /** Keeps a picture of the board as it stands, for the next time; and when it was looked at, if it was. */
  keep(seen = document.visibilityState === 'visible'): void {
    if (this.gate.value === 'in' && !this.#beginning.why) this.#keeper.keep(seen);
  }

  /** The page is looked at again after `slept_ms`. */
  woken(slept_ms: number): void {
    this.#keeper.look();
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
    batch(() => this.arrived(this.#board.show(space)));
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
    if (before === me || this.#stopped) return;
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

  /** Whoever returns after a silence first sees what grew from theirs; once all else that came is here, so that nothing moves. */
  async #returned(): Promise<void> {
    const grown = await this.#keeper.grown().catch(() => undefined);
    if (grown) this.grown.value = grown;
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
    else if (this.#keeper.due) this.keep();
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
