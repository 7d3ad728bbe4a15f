import type { Line } from '../link/line';
import type { Outbox } from '../outbox/outbox';
import type { OtherTabs } from './other-tabs';
import type { Session } from './session';

/** What a pod's session shares with its circle's. */
export interface PodConnection {
  circle: Session;
  pod: string;
  link: Pick<Line, keyof Line>;
  others: Pick<OtherTabs, keyof OtherTabs>;
  outbox: Pick<Outbox, keyof Outbox>;
}
