import { batch, computed, signal } from '@preact/signals';
import { first } from '../http/api';
import { Refused } from '../http/call';
import { Line, part as soon } from '../link/line';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import type { Deed, Following, Photo, Why } from '../protocol';
import { ROWS_MAX } from '../rows/rows';
import type { Space } from '../rows/space';
import { Board } from './board';
import { FrameBuffer } from './frame-buffer';
import { FrameRouter } from './frame-router';
import { type Gate, shut, type Word } from './gate';
import { Identity } from './identity';
import { Keeper } from './keeper';
import { LiveView } from './live-view';
import type { Place } from './memory';
import { OtherTabs } from './other-tabs';
import { NOTHING } from './pending';
import { post } from './photo-first';
import type { PodConnection } from './pod-connection';
import { SnapshotLoader } from './snapshot-loader';

/** One circle, or a pod of it, live: its board, connection and outbox. Data flows one way: link, rows, `view`. */
export class Session extends LiveView {
  readonly board: Board;
  readonly outbox: Pick<Outbox, keyof Outbox>;
  readonly link: PodConnection['link'];
  /** A pod's circle, and the pod's id; neither for a circle. */
  readonly circle: Session | undefined;
  readonly pod: string | undefined;
  /** Its open pods. */
  readonly pods = new Set<Session>();
  /** What is stored between visits: what a return begins with, and the card that was read. */
  readonly keeper: Keeper;
  readonly gate = signal<Gate>('asking');
  readonly word = signal<Word>('catching up');
  /** The unsent changes. */
  readonly pending = computed(() => soon.it.value?.pending(this) ?? NOTHING);
  /** Traces that others left: while this page was away, as long as the word isn't *live*, or just now. */
  arrived: (ids: string[]) => void = () => {};
  /** The server no longer supports this version: reloads the page; false: that was just tried. */
  reload: () => boolean = () => false;

  readonly #beginning: SnapshotLoader;
  readonly #others: PodConnection['others'];
  readonly #arriving: FrameBuffer;
  readonly #identity: Identity;
  readonly #hearing: FrameRouter;
  #stopped = false;

  constructor(
    /** Its id; of a pod, the circle's and its own. */
    readonly id: string,
    readonly store: Store,
    tab: string,
    inside?: PodConnection,
  ) {
    super();
    this.circle = inside?.circle;
    this.pod = inside?.pod;
    this.board = new Board(id, {
      iam: me => this.#identity.is(me),
      own: (...own) => this.keeper.own(...own),
    });
    this.keeper = new Keeper(id, store, this.board);
    this.#beginning = new SnapshotLoader(first(id).snapshot, error => this.#unbegun(error));
    this.#arriving = new FrameBuffer(this.board, ids => this.arrived(ids), this.#merged);
    this.#others =
      inside?.others ?? new OtherTabs(id, { outbox: () => void this.outbox.load(), member: me => this.#elsewhere(me) });
    this.link =
      inside?.link ??
      new Line([
        `${location.origin.replace(/^http/, 'ws')}/api/c/${id}/live`,
        id,
        {
          up: member => void this.#identity.up(member),
          frames: frames => this.#all(each => frames.forEach(each.#hearing.hear)),
          down: () => this.#all(each => each.#down()),
          over: code => this.#all(each => each.#over(code)),
        },
      ]);
    this.outbox =
      inside?.outbox ??
      new Outbox(id, store, tab, {
        post: (draft, pod, unsent) => post(id, pod, draft, this.outbox, () => this.link.post(draft, pod), unsent),
        stalled: () => this.link.renew(),
        tell: () => this.#others.outbox(),
      });
    this.#identity = new Identity(this.board, this.outbox, this.#others, () => this.#stopped, this.#changed);
    this.#hearing = new FrameRouter(this.#space, this.outbox, this.#arriving, {
      replaced: () => this.#beginning.why !== undefined,
      complete: () => this.#caughtUp(),
      anew: why => void this.#begin(why),
      over: code => this.#over(code),
      own: (...own) => this.keeper.own(...own),
    });
  }

  /** The present viewer. */
  get here() {
    return this.#hearing.here;
  }

  /** Shows the last picture, then connects. */
  async start(): Promise<void> {
    const kept = await this.keeper.read();
    if (this.#stopped) return;
    const shown = this.keeper.show(kept);
    if (this.board.who.me) void this.outbox.own(this.board.who.me);
    if (shown) this.#connect();
    else void this.#begin('unknown_history');
  }

  /** Connects once there are cards, or none can be loaded: on a slow network it would delay the first ones. */
  #connect(): void {
    if (!this.#stopped) this.link.start(() => this.#following());
  }

  stop(): void {
    this.#end();
    this.#others.close();
  }

  act = (deed: Deed, ...more: [photo?: Photo, id?: string]): string => this.outbox.add(deed, undefined, ...more).id;

  /** Deletes the board that this browser stores. */
  forget(): Promise<void> {
    this.#arriving.clear();
    return this.keeper.forget();
  }

  /** Keeps a picture of the board as it stands, for the next time; and when it was looked at, if it was, and where. */
  keep(seen = document.visibilityState === 'visible', place?: Place): void {
    if (this.gate.value === 'in' && !this.#beginning.why) this.keeper.keep(seen, place);
  }

  /** The page is visible again; `slept`: after so long that the connection may be dead. */
  woken(slept: boolean): void {
    this.keeper.look();
    if (slept) this.link.renew();
    this.online();
  }

  /** The browser says that there is a network. */
  online(): void {
    this.#beginning.now();
    this.link.now();
  }

  /** The browser says that there is none. */
  offline(): void {
    this.link.drop();
  }

  /** Its space id on the wire. */
  get #space() {
    return this.pod ?? this.id;
  }

  #following(): Following[] {
    const after = this.#beginning.why ? null : this.board.space?.rows.position;
    const its = [...this.pods].flatMap(pod => pod.#following());
    return after ? [{ space: this.#space, after }, ...its] : its;
  }

  #all(act: (session: Session) => void): void {
    for (const each of [this, ...this.pods]) act(each);
  }

  /** Loads a snapshot, and follows from there. */
  async #begin(why: Why): Promise<void> {
    if (this.word.value !== 'offline') this.word.value = 'catching up';
    const space = await this.#beginning.take(why);
    if (!space) return;
    this.#arriving.clear();
    this.gate.value = 'in';
    batch(() => this.arrived(this.board.show(space)));
    // The log may be another one, so recently acked items are sent again.
    if (why === 'unknown_history') this.outbox.again();
    this.#connect();
    this.link.follow({ space: this.#space, after: space.rows.position! });
    const listed = space.lists.feed().map(({ n }) => n);
    this.board.came(space, listed);
    this.keep();
  }

  #unbegun(error: unknown): boolean {
    if (error instanceof Refused && !error.problem.retry) {
      this.#over(error.problem.code);
      return false;
    }
    this.word.value = 'offline';
    this.#connect();
    return true;
  }

  /** Another member has signed in since in this browser: their board differs. */
  #changed = (): void => {
    for (const pod of this.pods) pod.#over('not_in_pod');
    void this.forget();
    void this.#begin('role');
  };

  /** Requests are made as the member who signed in last: nothing is sent before that is known. */
  #elsewhere(me: string): void {
    if (this.board.who.me && me !== this.board.who.me) this.link.renew();
  }

  /** Goes live. Returns false if it is live already. */
  #caughtUp(): boolean {
    if (this.word.value === 'live') return false;
    this.gate.value = 'in';
    this.#beginning.settled();
    this.#arriving.flush();
    this.word.value = 'live';
    void this.keeper.returned();
    return true;
  }

  #merged = (space: Space): void => {
    // A page that stays open for days takes a new snapshot before it holds too much.
    if (space.rows.size > ROWS_MAX) void this.#begin('too_far_back');
    else if (this.keeper.due) this.keep();
  };

  #down(): void {
    this.#arriving.flush();
    this.outbox.closed();
    this.word.value = 'offline';
  }

  #end(): void {
    this.#stopped = true;
    this.#beginning.end();
    this.link.stop();
    this.outbox.closed();
  }

  /** Ends the session until the page is reloaded, with a code of the error table. */
  #over(code: string): void {
    this.#end();
    if (code === 'reload' && this.reload()) return;
    const gate = shut(code);
    if (gate) {
      this.gate.value = gate;
      void this.forget();
    } else this.word.value = 'crowded';
  }
}
