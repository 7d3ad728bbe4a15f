import { signal } from '@preact/signals';
import { serverNow } from '../base/clock';
import type { Store } from '../outbox/store';
import { type Picture, restore } from '../rows/restore';
import type { Board } from './board';
import { later } from './later';
import { type Place, type Visit, visited } from './memory';

/** Less than this between two looks is no silence. */
const SILENCE_MS = 30 * 60_000;
const PICTURE_EVERY_MS = 15_000;

/** What is seen first after a silence, by ids: what grew from one's own traces, and who is new. */
export interface Back {
  readonly grown: readonly string[];
  readonly joined: readonly string[];
}

/** What a browser keeps of a board from one look to the next: a picture of it, and who looked last, and when. */
export class Keeper {
  /** Set from a return on until the board is gone to; *coming* until the server has said what there is. */
  readonly back = signal<Back | 'coming' | null>(null);
  /** The card that was read when the board was left. */
  place: Place | undefined;
  #pictured_ms = 0;
  #seen: Visit | null = null;

  constructor(
    private readonly id: string,
    private readonly store: Store,
    private readonly board: Board,
  ) {}

  /** Notes who looked last; once that was somebody, reads the picture. Whoever was never here has none to wait for. */
  async read(): Promise<Picture | undefined> {
    this.look();
    return this.#seen ? this.store.picture(this.id).catch(() => undefined) : undefined;
  }

  /** Notes when this board was looked at last, before that is written anew. */
  look(): void {
    const seen = visited(this.id);
    this.#seen = seen;
    if (!seen || silence_ms(seen) < SILENCE_MS) return;
    this.place = seen.place;
    this.back.value = 'coming';
  }

  /** Shows the picture as whom it was kept for. Answers whether there is one. */
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

  /** Keeps a picture of the board as it stands; and when it was looked at, if it was, and where. */
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
      // It may have been forgotten meanwhile.
      if (space === this.board.space) await this.store.keepPicture(this.id, picture(this.id, space, who));
    };
    void later()
      .then(put)
      .catch(() => {});
  }

  /** The pods of who looks are these: of one that was left meanwhile nothing stays here. */
  own(...own: Parameters<Board['own']>): void {
    for (const left of this.board.own(...own))
      void this.store.keepPicture(`${this.id}/pods/${left}`, undefined).catch(() => {});
  }

  /** Whether the last picture is an old one. */
  get due(): boolean {
    return Date.now() - this.#pictured_ms > PICTURE_EVERY_MS;
  }

  /** Forgets the board, here and in the store. */
  async forget(): Promise<void> {
    this.back.value = null;
    this.place = undefined;
    this.board.show(undefined);
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Asks what whoever returns after a silence sees first; once all else that came is here, so that nothing moves. */
  async returned(): Promise<void> {
    const seen = this.#seen;
    this.#seen = null;
    if (!seen || this.back.value !== 'coming') return;
    // What a visit told of somebody else is none of theirs.
    if (seen.me !== this.board.who.me) this.place = undefined;
    // It isn't told where it can't be asked; the board itself is all here.
    const back = await later()
      .then(({ whatCame }) => whatCame(this.board, seen))
      .catch(() => null);
    if (this.back.value === 'coming') this.back.value = back;
  }
}

/** For how long nobody looked. */
export const silence_ms = (seen: Visit): number => serverNow() - seen.at_ms;
