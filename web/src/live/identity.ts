import type { Outbox } from '../outbox/outbox';
import type { Board } from './board';
import type { OtherTabs } from './other-tabs';

/** The viewer's identity, from the server's answers; passed on to the outbox and the other tabs. */
export class Identity {
  /** `stopped`: answers are ignored. `changed`: it is another member than the board's viewer. */
  constructor(
    private readonly board: Board,
    private readonly outbox: Pick<Outbox, 'own' | 'opened'>,
    private readonly others: Pick<OtherTabs, 'member'>,
    private readonly stopped: () => boolean,
    private readonly changed: () => void,
  ) {}

  /** The server answers; `member` if it named one, otherwise a request finds out. */
  async up(member: string | null): Promise<void> {
    try {
      const me = member ?? (await this.board.mine([], null)).me;
      this.is(me);
      this.outbox.opened(me);
    } catch {
      // The outbox stays closed until its member is known.
    }
  }

  /** An answer was made to this member. */
  is(me: string): void {
    const before = this.board.who.me;
    if (before === me || this.stopped()) return;
    this.board.who = { me, role: 'member' };
    this.others.member(me);
    void this.outbox.own(me);
    if (before) this.changed();
    else this.board.publish();
  }
}
