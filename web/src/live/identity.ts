import type { Outbox } from '../outbox/outbox';
import type { Board } from './board';
import type { Others } from './others';

/** Who looks at the board, as the answers of the server tell: the outbox and the other tabs get to know it. */
export class Identity {
  /** `stopped`: nothing is learned any more. `changed`: it is somebody else than the one whose board this is. */
  constructor(
    private readonly board: Board,
    private readonly outbox: Pick<Outbox, 'own' | 'opened'>,
    private readonly others: Pick<Others, 'member'>,
    private readonly stopped: () => boolean,
    private readonly changed: () => void,
  ) {}

  /** Somebody answers: as whom, where only a request could say so. */
  async up(member: string | null): Promise<void> {
    try {
      const me = member ?? (await this.board.mine([], null)).me;
      this.is(me);
      this.outbox.opened(me);
    } catch {
      // The outbox stays closed until somebody says whom it would be sent for.
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
