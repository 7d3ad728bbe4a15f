import { batch, computed, signal } from '@preact/signals';
import { backoff_ms } from '../base/backoff';
import { serverNow, set as setClock } from '../base/clock';
import { soon } from '../base/soon';
import { type Api, api } from '../http/api';
import { Refused } from '../http/call';
import { Link } from '../link/link';
import { Outbox } from '../outbox/outbox';
import type { Store } from '../outbox/store';
import type { Deed, Face, MinePage, ServerFrame, Why } from '../protocol';
import { picture, restore } from '../rows/picture';
import { ROWS_MAX } from '../rows/rows';
import { begin, type Space } from '../rows/space';
import { draw, type Who } from './draw';
import { Filling } from './filling';
import { type Gate, shut, type Word } from './gate';
import { visited } from './memory';
import { overlay } from './overlay';
import type { Shown, View } from './view';

/** Less than this between two looks is no absence. */
const ABSENCE_MS = 30 * 60_000;
/** After a sleep of this length nobody can tell whether the old line still lives; a resume costs little. */
const SLEEP_MS = 20_000;
const PICTURE_EVERY_MS = 15_000;

/** One circle, live: its board, its connection and its outbox. Data flows one way: link, rows, `view`. */
export class Session {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly gate = signal<Gate>('asking');
  readonly word = signal<Word>('catching up');
  readonly here = signal<{ count: number; faces: readonly Face[] }>({ count: 0, faces: [] });
  /** What grew from one's own traces during an absence, by their ids. */
  readonly grown = signal<readonly string[]>([]);
  readonly view = signal<View | undefined>(undefined);
  /** How often the board began anew; what was loaded into it before is gone from it then. */
  readonly began = signal(0);
  /** What the outbox will have changed, once it went out. */
  readonly pending = computed(() => overlay(this.view.value, this.outbox.items.value));
  /** Traces that others left: while this page was away, as long as the word isn't *live*, or just now. */
  arrived: (ids: string[]) => void = () => {};
  /** This version isn't spoken any more: loads the page anew; false: that has just been tried. */
  reload: () => boolean = () => false;

  #who: Who = { me: '', role: 'member' };
  #space: Space | undefined;
  #filling: Filling | undefined;
  /** Why a snapshot is being taken; meanwhile nothing is followed. */
  #beginning: Why | undefined;
  #attempts = 0;
  #hurry: () => void = () => {};
  #queue: ServerFrame[] = [];
  #pictured_ms = 0;
  #stopped = false;
  readonly #link: Link;
  readonly #others: BroadcastChannel;

  constructor(
    readonly id: string,
    readonly store: Store,
    tab: string,
  ) {
    this.api = api(id);
    this.#others = new BroadcastChannel(`traceboard ${id}`);
    this.#others.onmessage = () => void this.outbox.load();
    this.#link = new Link(`${location.origin.replace(/^http/, 'ws')}/api/c/${id}/live`, this.api, {
      up: member => void this.#up(member),
      frames: frames => frames.forEach(this.#heard),
      down: () => this.#down(),
      over: code => this.#over(code),
    });
    this.outbox = new Outbox(id, store, tab, {
      post: draft => this.#link.post(draft),
      stalled: () => this.#link.renew(),
      tell: () => this.#others.postMessage('outbox'),
    });
  }

  /** Shows the last picture, then connects. */
  async start(): Promise<void> {
    const kept = await this.store.picture(this.id).catch(() => undefined);
    if (this.#stopped) return;
    const seen = visited(this.id);
    const space = restore(kept);
    if (kept && space) this.#who = { me: kept.me, role: kept.role };
    else if (seen) this.#who = { ...this.#who, me: seen.me };
    if (this.#who.me) void this.outbox.own(this.#who.me)?.catch(() => {});
    if (space) this.#show(space);
    else this.#begin('unknown_history');
    this.#link.start(() => this.#following());
    this.#returned();
  }

  stop(): void {
    this.#stopped = true;
    this.#hurry();
    this.#link.stop();
    this.outbox.closed();
    this.#others.close();
  }

  act = (deed: Deed): string => this.outbox.add(deed).id;

  /** Loads older traces, and moves the feed's edge down to them. */
  older = async (): Promise<void> => {
    const space = this.#space;
    const edge = space?.lists.feedEdge;
    if (!space || !edge) return;
    const page = await this.api.before(space.rows.cards.get(edge.n)!.id, space.rows.position);
    space.merge(page, page.position);
    if (space.lists.feedEdge === edge) space.lists.feedEdge = page.edge;
    this.#came(space, page.feed);
  };

  /** Loads the trail of a trace whole: its nearest, where it stands in several. `more`: it is longer than an answer. */
  loadTrail = async (id: string): Promise<{ more: boolean }> => {
    const space = this.#space;
    if (!space) throw new Error('no board to load a trail into');
    const { rows } = space;
    const fetch = async (query: { ids: string } | { ns: string }) => {
      const page = await this.api.cards(query, rows.position);
      space.merge(page, page.position);
    };
    if (!rows.card(id)) await fetch({ ids: id });
    const [seed] = rows.card(id)?.trails ?? [];
    if (seed !== undefined && !rows.cards.get(seed)) await fetch({ ns: `${seed}` });
    const page = await this.api.trail(rows.cards.get(seed ?? -1)?.id ?? id, rows.position);
    space.merge(page, page.position);
    space.lists.trailEdges.set(page.seed, page.edge);
    this.#came(space, page.listed);
    return { more: page.edge !== undefined };
  };

  /** What is here of the trail of a trace, oldest first. */
  trailCards = (id: string): Shown[] => {
    const space = this.#space;
    const card = space?.rows.card(id);
    return space && card ? space.shown(space.lists.trail(card.trails[0] ?? card.n)) : [];
  };

  /** The seed of the trail of a trace, as far as that is known. */
  seedOf = (id: string): string => this.#space?.cards.get(id)?.seed ?? id;

  /** Loads everyone who is or was in the circle. */
  loadMembers = async (): Promise<void> => {
    const space = this.#space;
    let after: string | null = null;
    for (let more = true; space && more; ) {
      const page = await this.api.members(after, space.rows.position);
      space.merge({ members: page.members }, page.position);
      after = page.members.at(-1)?.id ?? null;
      more = page.more && after !== null;
    }
    if (space) this.#came(space, []);
  };

  /** Forgets the board that this browser keeps. */
  async forget(): Promise<void> {
    this.#space = undefined;
    this.grown.value = [];
    this.#publish();
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Keeps a picture of the board as it stands, for the next time; and when it was looked at, if it was. */
  keep(seen = document.visibilityState === 'visible'): void {
    const { me } = this.#who;
    if (!this.#space || !me || this.gate.value !== 'in' || this.#beginning) return;
    this.#pictured_ms = Date.now();
    if (seen) visited(this.id, { me, at_ms: serverNow() });
    void this.store.keepPicture(this.id, picture(this.id, this.#space, this.#who)).catch(() => {});
  }

  /** The page is looked at again after `slept_ms`. */
  woken(slept_ms: number): void {
    if (slept_ms > ABSENCE_MS) this.#returned();
    if (slept_ms > SLEEP_MS) this.#link.renew();
    else this.online();
  }

  /** The browser says that there is a network. */
  online(): void {
    this.#hurry();
    this.#link.now();
  }

  /** The browser says that there is none. */
  offline(): void {
    this.#link.drop();
  }

  #following() {
    const after = this.#beginning ? null : this.#space?.rows.position;
    return after ? [{ space: this.id, after }] : [];
  }

  /** Shows a space in place of what was here. */
  #show(space: Space): void {
    this.#queue = [];
    this.#space = space;
    this.#filling = new Filling(
      this.api,
      space,
      () => this.#who.me,
      () => this.#space === space && this.#publish(),
    );
    batch(() => {
      this.began.value += 1;
      this.#publish();
    });
  }

  /** Takes a snapshot, and goes on from there. Tries until it has one, or is told that there is none. */
  async #begin(why: Why): Promise<void> {
    if (this.#beginning) return;
    this.#beginning = why;
    if (this.word.value !== 'offline') this.word.value = 'catching up';
    while (!this.#stopped) {
      try {
        if (this.#attempts++ > 0) await this.#wait(backoff_ms(this.#attempts));
        if (this.#stopped) return;
        const space = begin(await this.api.snapshot());
        this.#beginning = undefined;
        this.gate.value = 'in';
        this.#show(space);
        // The log may be another one, and gets what was acked lately once more.
        if (why === 'unknown_history') this.outbox.again();
        this.#link.follow({ space: this.id, after: space.rows.position! });
        this.#came(
          space,
          space.rows.cards.rows().map(({ n }) => n),
        );
        return this.keep();
      } catch (error) {
        if (error instanceof Refused && !error.problem.retry) return this.#over(error.problem.code);
        this.word.value = 'offline';
      }
    }
  }

  #wait(wait_ms: number): Promise<void> {
    return new Promise(resolve => {
      this.#hurry = resolve;
      setTimeout(resolve, wait_ms);
    });
  }

  /** Somebody answers: as whom, where only a request could say so. */
  async #up(member: string | null): Promise<void> {
    try {
      const me = member ?? (await this.#mine(null)).me;
      this.#iam(me);
      this.outbox.opened(me);
    } catch {
      // The outbox stays closed until somebody says who it would be sent for.
    }
  }

  #iam(me: string): void {
    const before = this.#who.me;
    if (before === me) return;
    this.#who = { me, role: 'member' };
    void this.outbox.own(me)?.catch(() => {});
    // Somebody else has come in by this browser since: their board looks different.
    if (before) void this.forget().then(() => this.#begin('role'));
    else this.#publish();
  }

  /** Asks what the board is to the one who asks, and what grew from theirs since. */
  async #mine(grown_since_ms: number | null): Promise<MinePage> {
    const space = this.#space;
    const page = await this.api.mine([], grown_since_ms, this.#following()[0]?.after ?? null);
    this.#iam(page.me);
    this.#who = { ...this.#who, role: page.role };
    space?.merge(page, page.position);
    space?.mark(page.marks, page.position);
    this.#publish();
    return page;
  }

  /** Whoever returns after a silence first sees what grew from theirs. */
  async #returned(): Promise<void> {
    const seen = visited(this.id);
    if (!seen || seen.me !== this.#who.me || serverNow() - seen.at_ms < ABSENCE_MS) return;
    const page = await this.#mine(seen.at_ms).catch(() => undefined);
    this.grown.value = page?.grown.flatMap(n => this.#space?.rows.cards.get(n)?.id ?? []) ?? [];
  }

  #heard = (frame: ServerFrame): void => {
    // Of this board, and not of one that is being replaced.
    if ('space' in frame && (frame.space !== this.id || (this.#beginning && frame.type !== 'closed'))) return;
    switch (frame.type) {
      case 'welcome':
      case 'beat':
        setClock(frame.now_ms);
        break;
      case 'states':
      case 'mine':
        this.#queue.push(frame);
        if (frame.type === 'states' && !frame.more && this.word.value !== 'live') this.#caughtUp();
        else if (this.#queue.length === 1) soon(() => this.#flush());
        break;
      case 'anew':
        this.#flush();
        void this.#begin(frame.why);
        break;
      case 'closed':
        this.#over(frame.code);
        break;
      case 'presence':
        this.here.value = { count: frame.count, faces: frame.here };
        break;
      case 'ack':
        this.outbox.acked(frame.id, frame.position);
        break;
      case 'refused':
        this.outbox.refused(frame.id, frame.code, frame.retry, frame.retry_after_ms);
        break;
      case 'reload':
        if (!this.reload()) this.#over('reload');
    }
  };

  #caughtUp(): void {
    this.gate.value = 'in';
    this.#attempts = 0;
    this.#flush();
    this.word.value = 'live';
  }

  /** Merges what came since the last picture was drawn, and shows it at once. */
  #flush(): void {
    const space = this.#space;
    const queue = this.#queue;
    if (!space || queue.length === 0) return;
    this.#queue = [];
    const fresh: number[] = [];
    for (const frame of queue) {
      if (frame.type === 'mine') space.mark(frame.marks, frame.to);
      if (frame.type !== 'states') continue;
      fresh.push(...space.merge(frame, frame.to).fresh);
      space.rows.reach(frame.to);
    }
    const feed = new Set(fresh.length > 0 ? space.lists.feed().map(({ n }) => n) : []);
    const left = fresh.flatMap(n => {
      const { id, by, state } = space.rows.cards.get(n)!;
      return by !== this.#who.me && state === 'shown' && feed.has(n) ? [id] : [];
    });
    batch(() => {
      this.arrived(left);
      this.#publish();
    });
    void this.#filling?.fill();
    // A page that stays open for days begins anew before it holds all there is.
    if (space.rows.size > ROWS_MAX) void this.#begin('too_far_back');
    else if (Date.now() - this.#pictured_ms > PICTURE_EVERY_MS) this.keep();
  }

  /** An answer to a request came into a space. */
  #came(space: Space, listed: readonly number[]): void {
    if (space !== this.#space) return;
    this.#filling?.unmarked(listed);
    this.#publish();
    void this.#filling?.fill();
  }

  #publish(): boolean {
    this.view.value = this.#space && draw(this.id, this.#space, this.#who, this.view.peek());
    return true;
  }

  #down(): void {
    this.#flush();
    this.outbox.closed();
    this.word.value = 'offline';
  }

  #over(code: string): void {
    this.#stopped = true;
    this.#link.stop();
    this.outbox.closed();
    const gate = shut(code);
    if (!gate) {
      this.word.value = 'crowded';
      return;
    }
    this.gate.value = gate;
    void this.forget();
  }
}
