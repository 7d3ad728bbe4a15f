import {
  apply,
  begin,
  giveUp,
  mergeCards,
  mergeTrail,
  mergeTrails,
  miss,
  openEnds,
  trailCards,
  type Window,
  warmTrails,
} from '../board';
import {
  type Card,
  type CardPage,
  type ServerFrame,
  SNAPSHOT_CARDS,
  type Snapshot,
  type TrailPage,
  type TrailView,
} from '../protocol';
import type { View } from './view';

/** The board's fold as the session drives it: batches of frames in, one unchanging view out. */
export class Fold {
  /** Whether something is being fetched for it. */
  busy = false;
  readonly #window: Window;
  #members: ReadonlyMap<string, View['members'] extends ReadonlyMap<string, infer M> ? M : never>;

  constructor(private readonly snapshot: Snapshot) {
    this.#window = begin(snapshot);
    this.#members = new Map(this.#window.members);
  }

  get position(): string | null {
    return this.#window.position;
  }

  get missing(): { cards: string[]; trails: string[] } {
    const { cards, trails } = this.#window.missing;
    return { cards: [...cards.keys()], trails: [...trails] };
  }

  /** Applies entries in order. Answers the traces that others left by them. */
  apply(frames: readonly ServerFrame[]): string[] {
    const window = this.#window;
    const left: string[] = [];
    let people = false;
    for (const frame of frames) {
      if (frame.type === 'entry') {
        apply(window, frame);
        const { id, type, by } = frame.head;
        if (type === 'trace_left' && by !== window.me && window.changed.has(id)) left.push(id);
        if (/^(member|role)_/.test(type)) people = true;
      } else if (frame.type === 'touched') {
        // Words that went were told by the entry that took them; words that came back are still to be fetched.
        for (const id of frame.ids)
          if (window.cards.get(id)?.text === null && window.cards.get(id)!.state !== 'withdrawn') miss(window, id);
      }
    }
    // A new map only where somebody changed, so that cards can tell.
    if (people) this.#members = new Map(window.members);
    return left;
  }

  /** Continues the feed downwards; false: the page is older than the window. */
  older(page: CardPage): boolean {
    return mergeCards(this.#window, page, true);
  }

  addCards(page: CardPage, asked: readonly string[]): void {
    if (mergeCards(this.#window, page)) giveUp(this.#window, asked);
  }

  addTrails(page: TrailPage, asked: readonly string[]): void {
    if (mergeTrails(this.#window, page)) giveUp(this.#window, asked);
  }

  addTrail(page: TrailView): boolean {
    return mergeTrail(this.#window, page);
  }

  trail(seed: string): Card[] {
    return trailCards(this.#window, seed);
  }

  view(): View {
    const window = this.#window;
    const { me, circle, position, cards, more, feed, unread } = window;
    return {
      id: this.snapshot.id,
      me,
      circle,
      position,
      cards,
      more,
      unread,
      members: this.#members,
      feed: feed.flatMap(id => cards.get(id) ?? []),
      trails: warmTrails(window),
      openEnds: openEnds(window),
    };
  }

  /** The window as a snapshot, to begin from another time. */
  picture(): Snapshot {
    const { id, position, me, circle, feed, more, cards, members, trails, openEnds } = this.view();
    const first = feed.slice(0, SNAPSHOT_CARDS);
    // What these name, and no more: a picture is copied whole each time, and a long window would be felt.
    const named = [
      ...first.flatMap(card => card.builds_on),
      ...trails.flatMap(({ seed, newest }) => [seed, newest]),
      ...openEnds.map(card => card.id),
    ];
    return {
      id,
      position,
      me,
      circle,
      now_ms: this.snapshot.now_ms,
      members: [...members.values()],
      cards: first,
      context: [...new Set(named)].flatMap(id => cards.get(id) ?? []),
      more: more || feed.length > SNAPSHOT_CARDS,
      trails: [...trails],
      open_ends: openEnds.map(card => card.id),
      grown: [],
    };
  }
}
