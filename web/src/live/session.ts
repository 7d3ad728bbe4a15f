import { batch, computed, signal } from '@preact/signals';
import { first } from '../http/api';
import { Refused } from '../http/call';
import { Line, part as soon } from '../link/line';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import type { Deed, Following, Why } from '../protocol';
import { ROWS_MAX } from '../rows/rows';
import type { Space } from '../rows/space';
import { Arriving } from './arriving';
import { Beginning } from './beginning';
import { Board } from './board';
import { type Gate, shut, type Word } from './gate';
import { Hearing } from './hearing';
import { Identity } from './identity';
import type { Inside } from './inside';
import { Keeper } from './keeper';
import { Looking } from './looking';
import type { Place } from './memory';
import { Others } from './others';
import { NOTHING } from './pending';

/** One circle, or a pod of it, live: its board, its connection and its outbox. Data flows one way: link, rows, `view`. */
export class Session extends Looking {
  readonly board: Board;
  readonly outbox: Pick<Outbox, keyof Outbox>;
  readonly link: Inside['link'];
  /** A pod's circle, and the pod; none of both, it is a circle. */
  readonly circle: Session | undefined;
  readonly pod: string | undefined;
  /** Those of its pods that are looked at. */
  readonly pods = new Set<Session>();
  /** What is kept from one look to the next: what a return begins with, and the card that was read. */
  readonly keeper: Keeper;
  readonly gate = signal<Gate>('asking');
  readonly word = signal<Word>('catching up');
  /** What the outbox will have changed, once it went out. */
  readonly pending = computed(() => soon.it.value?.pending(this) ?? NOTHING);
  /** Traces that others left: while this page was away, as long as the word isn't *live*, or just now. */
  arrived: (ids: string[]) => void = () => {};
  /** This version isn't spoken any more: loads the page anew; false: that has just been tried. */
  reload: () => boolean = () => false;

  readonly #beginning: Beginning;
  readonly #others: Inside['others'];
  readonly #arriving: Arriving;
  readonly #identity: Identity;
  readonly #hearing: Hearing;
  #stopped = false;

  constructor(
    /** By which it is found; of a pod, the circle's and its own below. */
    readonly id: string,
    readonly store: Store,
    tab: string,
    inside?: Inside,
  ) {
    super();
    this.circle = inside?.circle;
    this.pod = inside?.pod;
    this.board = new Board(id, {
      iam: me => this.#identity.is(me),
      own: (...own) => this.keeper.own(...own),
    });
    this.keeper = new Keeper(id, store, this.board);
    this.#beginning = new Beginning(first(id).snapshot, error => this.#unbegun(error));
    this.#arriving = new Arriving(this.board, ids => this.arrived(ids), this.#merged);
    this.#others =
      inside?.others ?? new Others(id, { outbox: () => void this.outbox.load(), member: me => this.#elsewhere(me) });
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
        post: (draft, pod) => this.link.post(draft, pod),
        stalled: () => this.link.renew(),
        tell: () => this.#others.outbox(),
      });
    this.#identity = new Identity(this.board, this.outbox, this.#others, () => this.#stopped, this.#changed);
    this.#hearing = new Hearing(this.#space, this.outbox, this.#arriving, {
      replaced: () => this.#beginning.why !== undefined,
      complete: () => this.#caughtUp(),
      anew: why => void this.#begin(why),
      over: code => this.#over(code),
      own: (...own) => this.keeper.own(...own),
    });
  }

  /** Who looks at the board just now. */
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

  /** Goes live once there are cards, or none to be had: on a thin line it would share that with the first ones. */
  #connect(): void {
    if (!this.#stopped) this.link.start(() => this.#following());
  }

  stop(): void {
    this.#end();
    this.#others.close();
  }

  act = (deed: Deed): string => this.outbox.add(deed).id;

  /** Forgets the board that this browser keeps. */
  forget(): Promise<void> {
    this.#arriving.clear();
    return this.keeper.forget();
  }

  /** Keeps a picture of the board as it stands, for the next time; and when it was looked at, if it was, and where. */
  keep(seen = document.visibilityState === 'visible', place?: Place): void {
    if (this.gate.value === 'in' && !this.#beginning.why) this.keeper.keep(seen, place);
  }

  /** The page is looked at again; `slept`: after so long that nobody can tell whether the line still lives. */
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

  /** The space that it is on the wire. */
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

  /** Takes a snapshot, and goes on from there. */
  async #begin(why: Why): Promise<void> {
    if (this.word.value !== 'offline') this.word.value = 'catching up';
    const space = await this.#beginning.take(why);
    if (!space) return;
    this.#arriving.clear();
    this.gate.value = 'in';
    batch(() => this.arrived(this.board.show(space)));
    // The log may be another one, and gets what was acked lately once more.
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

  /** Somebody else has come in by this browser since: their board looks different. */
  #changed = (): void => {
    for (const pod of this.pods) pod.#over('not_in_pod');
    void this.forget();
    void this.#begin('role');
  };

  /** Requests are made in the name of whoever came in last: nothing goes out by them before that is known. */
  #elsewhere(me: string): void {
    if (this.board.who.me && me !== this.board.who.me) this.link.renew();
  }

  /** Goes live with all there is. Answers false where it is live already. */
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
    // A page that stays open for days begins anew before it holds all there is.
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

  /** It is over until the page is loaded anew: why, by the error table. */
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
