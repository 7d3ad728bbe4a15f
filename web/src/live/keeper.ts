import { signal } from '@preact/signals';
import { serverNow } from '../base/clock';
import type { Store } from '../outbox/store';
import { type Picture, restore } from '../rows/restore';
import type { Board } from './board';
import { later } from './later';
import { visited } from './memory';

/** Less than this between two looks is no absence. */
const ABSENCE_MS = 30 * 60_000;
const PICTURE_EVERY_MS = 15_000;

/** What a browser keeps of a board from one look to the next: a picture of it, and who looked last, and when. */
export class Keeper {
  /** What grew from one's own traces during an absence, by their ids. */
  readonly grown = signal<readonly string[]>([]);
  #pictured_ms = 0;
  #seen: ReturnType<typeof visited> = null;

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
    this.#seen = visited(this.id);
  }

  /** Shows the picture as whom it was kept for. Answers whether there is one. */
  show(kept: Picture | undefined): boolean {
    const space = restore(kept);
    const { board } = this;
    if (this.#seen) board.who = { ...board.who, me: this.#seen.me };
    if (!kept || !space) return false;
    board.who = { me: kept.me, role: kept.role };
    board.show(space);
    return true;
  }

  /** Keeps a picture of the board as it stands; and when it was looked at, if it was. */
  keep(seen: boolean): void {
    const { space, who } = this.board;
    if (!space || !who.me) return;
    this.#pictured_ms = Date.now();
    if (seen) visited(this.id, { me: who.me, at_ms: serverNow() });
    const put = async ({ picture }: Awaited<ReturnType<typeof later>>) => {
      // It may have been forgotten meanwhile.
      if (space === this.board.space) await this.store.keepPicture(this.id, picture(this.id, space, who));
    };
    void later()
      .then(put)
      .catch(() => {});
  }

  /** Whether the last picture is an old one. */
  get due(): boolean {
    return Date.now() - this.#pictured_ms > PICTURE_EVERY_MS;
  }

  /** Forgets the board, here and in the store. */
  async forget(): Promise<void> {
    this.grown.value = [];
    this.board.show(undefined);
    await this.store.keepPicture(this.id, undefined).catch(() => {});
  }

  /** Whoever returns after a silence first sees what grew from theirs; once all else that came is here, so that nothing moves. */
  async returned(): Promise<void> {
    const seen = this.#seen;
    const { space, who } = this.board;
    this.#seen = null;
    if (!space || seen?.me !== who.me || serverNow() - seen.at_ms < ABSENCE_MS) return;
    try {
      const page = await this.board.mine([], seen.at_ms);
      this.grown.value = page.grown.flatMap(n => space.rows.cards.get(n)?.id ?? []);
    } catch {
      // It isn't told then; the board itself is all here.
    }
  }
}
