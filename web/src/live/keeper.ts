import { signal } from '@preact/signals';
import { serverNow } from '../base/clock';
import type { Store } from '../outbox/store';
import { type Picture, restore } from '../rows/restore';
import type { Board } from './board';
import { later } from './later';
import { type Place, type Visit, visited } from './memory';

/** A shorter time between two visits is no absence. */
const SILENCE_MS = 30 * 60_000;
const PICTURE_EVERY_MS = 15_000;

/** The cache that the service worker answers from: the last screen of a board, by its address (page/last-screen.ts). */
export const SCREEN = 'screen';

/** What is shown first after an absence, by ids: what grew from one's own traces, and who is new. */
export interface Back {
  readonly grown: readonly string[];
  readonly joined: readonly string[];
}

/** What a browser stores of a board between visits: a picture of it, and who visited last, and when. */
export class Keeper {
  /** Set after an absence until the board is opened; *coming* until the server has answered. */
  readonly back = signal<Back | 'coming' | null>(null);
  /** The card that was being read when the board was left. */
  place: Place | undefined;
  #pictured_ms = 0;
  #seen: Visit | null = null;

  constructor(
    private readonly id: string,
    private readonly store: Store,
    private readonly board: Board,
  ) {}

  /** Reads the last visit, and the picture if there was one. */
  async read(): Promise<Picture | undefined> {
    this.look();
    return this.#seen ? this.store.picture(this.id).catch(() => undefined) : undefined;
  }

  /** Reads the time of the last visit, before it is overwritten. */
  look(): void {
    const seen = visited(this.id);
    this.#seen = seen;
    if (!seen || silence_ms(seen) < SILENCE_MS) return;
    this.place = seen.place;
    this.back.value = 'coming';
  }

  /** Shows the picture for its member. Returns whether there is one. */
  show(kept: Picture | undefined): boolean {
    const space = restore(kept);
    const { board } = this;
    if (this.#seen) board.who = { ...board.who, me: this.#seen.me };
    if (!kept || !space) return false;
    const { me, role, own_pods, pod_invitations } = kept;
    board.who = { me, role, own_pods, pod_invitations };
    board.show(space);
    return true;
  }

  /** Stores a picture of the board; and the time and place of the visit, if there was one. */
  keep(seen: boolean, place?: Place): void {
    const { space, who } = this.board;
    if (!space || !who.me) return;
    this.#pictured_ms = Date.now();
    if (seen) {
      const before = visited(this.id);
      const stays = before?.me === who.me ? before.place : undefined;
      visited(this.id, { me: who.me, at_ms: serverNow(), place: place ?? stays });
    }
    const put = async ({ picture }: Awaited<ReturnType<typeof later>>) => {
      // It may have been deleted meanwhile.
      if (space === this.board.space) await this.store.keepPicture(this.id, picture(this.id, space, who));
    };
    void later()
      .then(put)
      .catch(() => {});
  }

  /** Sets the viewer's pods: pictures of pods that they left are deleted. */
  own(...own: Parameters<Board['own']>): void {
    for (const left of this.board.own(...own))
      void this.store.keepPicture(`${this.id}/pods/${left}`, undefined).catch(() => {});
  }

  /** Whether the last picture is outdated. */
  get due(): boolean {
    return Date.now() - this.#pictured_ms > PICTURE_EVERY_MS;
  }

  /** Deletes the board's data, here and in the store. */
  async forget(): Promise<void> {
    this.back.value = null;
    this.place = undefined;
    this.board.show(undefined);
    // On plain http there are no caches.
    void globalThis.caches?.delete(SCREEN).catch(() => {});
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Loads what is shown first after an absence; after everything else has come, so that nothing moves. */
  async returned(): Promise<void> {
    const seen = this.#seen;
    this.#seen = null;
    if (!seen || this.back.value !== 'coming') return;
    // A visit of another member does not count.
    if (seen.me !== this.board.who.me) this.place = undefined;
    // Failures are ignored; the board itself is complete.
    const back = await later()
      .then(({ loadReturn }) => loadReturn(this.board, seen))
      .catch(() => null);
    if (this.back.value === 'coming') this.back.value = back;
  }
}

/** The time since a visit. */
export const silence_ms = (seen: Visit): number => serverNow() - seen.at_ms;
