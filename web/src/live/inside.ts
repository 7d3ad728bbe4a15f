import type { Line } from '../link/line';
import type { Outbox } from '../outbox/outbox';
import type { Others } from './others';
import type { Session } from './session';

/** How one of a circle's pods is live: by what its circle is live by. */
export interface Inside {
  circle: Session;
  pod: string;
  link: Pick<Line, keyof Line>;
  others: Pick<Others, keyof Others>;
  outbox: Pick<Outbox, keyof Outbox>;
}
