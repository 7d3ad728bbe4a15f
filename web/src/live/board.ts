import { batch, signal } from '@preact/signals';
import { type Api, first } from '../http/api';
import type { Card, MinePage, ServerFrame } from '../protocol';
import type { Space } from '../rows/space';
import { draw, type Held, type Who } from './draw';
import { later } from './later';
import type { MissingRows } from './missing-rows';
import type { View } from './view';

/** What answers contain besides rows. */
export interface Told {
  /** An answer named the member of this session. */
  iam(me: string): void;
  /** The viewer's own pods, and those that they are invited to. */
  own(pods: readonly string[], invitations: readonly string[], held?: Held): void;
}

/** The shown space, for the viewer: after each merge a new `view` is drawn. */
export class Board {
  readonly view = signal<View | undefined>(undefined);
  /** How often it began again from a snapshot, which drops everything loaded before. */
  readonly began = signal(0);
  space: Space | undefined;
  /** Its events. */
  drawn: (view: View) => View = view => view;
  who: Who = { me: '', role: 'member' };
  #filling: MissingRows | undefined;
  /** Cards whose marks are still to be asked for. */
  #unmarked = new Set<number>();

  constructor(
    private readonly id: string,
    private readonly told: Told,
  ) {}

  /**
   * Replaces the shown space; without one, shows nothing. Returns the traces of others above all that was shown before:
   * they came meanwhile.
   */
  show(space: Space | undefined): string[] {
    const before = this.view.peek();
    this.space = space;
    this.#filling = undefined;
    this.#unmarked = new Set();
    batch(() => {
      this.began.value += 1;
      this.publish();
    });
    const feed = this.view.peek()?.feed ?? [];
    const known = before ? feed.findIndex(({ id }) => before.cards.has(id)) : 0;
    return this.#theirs(feed.slice(0, Math.max(0, known)));
  }

  publish(): void {
    this.view.value = this.space && this.drawn(draw(this.id, this.space, this.who, this.view.peek()));
  }

  /** Draws the present rows, and requests missing ones that they name. */
  fill(): void {
    this.publish();
    const { space } = this;
    void later().then(
      ({ MissingRows, more }) => {
        if (!space || space !== this.space) return;
        this.#filling ??= new MissingRows(more(this.id), space, this, this.#unmarked);
        void this.#filling.fill();
      },
      // The next frame tries again.
      () => {},
    );
  }

  /** An answer was merged into a space; `listed` are cards whose marks it does not contain. */
  came(space: Space, listed: readonly number[]): void {
    if (space !== this.space) return;
    for (const n of listed) if (!space.rows.marks.get(n)) this.#unmarked.add(n);
    this.fill();
  }

  /** Loads more rows: `get` merges them, and returns the numbers of the cards that it lists. */
  load = async <T extends { listed: number[] }>(get: (api: Api, space: Space) => Promise<T>): Promise<T> => {
    const { space } = this;
    if (!space) throw new Error('load what is looked for: no board is here');
    const { more } = await later();
    const got = await get(more(this.id), space);
    this.came(space, got.listed);
    return got;
  };

  /** Merges frames in order. Returns the traces of others that the feed shows. */
  merge(space: Space, frames: readonly ServerFrame[]): string[] {
    const fresh: number[] = [];
    for (const frame of frames) {
      if (frame.type === 'mine') {
        space.mark(frame.marks, frame.to);
        space.own(frame.own_rounds, frame.to);
      }
      if (frame.type !== 'states') continue;
      fresh.push(...space.merge(frame, frame.to).fresh);
      space.rows.reach(frame.to);
    }
    const feed = new Set(fresh.length > 0 ? space.lists.feed().map(({ n }) => n) : []);
    return this.#theirs(fresh.filter(n => feed.has(n)).map(n => space.rows.cards.get(n)!));
  }

  /** Sets the viewer's pods, invitations, and members who wait to be let in. Returns the pods that they have left. */
  own(own_pods: readonly string[], pod_invitations: readonly string[], { held, waiting }: Held = this.who): string[] {
    const left = this.who.own_pods?.filter(pod => !own_pods.includes(pod)) ?? [];
    this.who = { ...this.who, own_pods, pod_invitations, held, waiting };
    this.fill();
    return left;
  }

  #theirs(cards: readonly Pick<Card, 'id' | 'by' | 'state'>[]): string[] {
    return cards.filter(({ by, state }) => by !== this.who.me && state === 'shown').map(({ id }) => id);
  }

  /** Loads the viewer's marks for cards, and what grew from their traces and who joined since. */
  async mine(cards: readonly number[], since_ms: number | null): Promise<MinePage> {
    const { space } = this;
    const told = this.who.own_pods;
    const page = await first(this.id).mine(cards, since_ms, space?.rows.position ?? null);
    this.told.iam(page.me);
    this.who = { ...this.who, role: page.role };
    // A frame that came meanwhile is newer.
    if (told === this.who.own_pods) this.told.own(page.own_pods ?? [], page.pod_invitations ?? []);
    space?.merge(page, page.position);
    space?.mark(page.marks, page.position);
    space?.own(page.own_rounds, page.position);
    this.publish();
    return page;
  }
}
