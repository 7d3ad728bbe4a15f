// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const joint: Record<Joint, string> = {
  me: 'mit mir selbst',
  pod: 'zu wenigen',
  circle: 'im Kreis',
  network: 'zwischen Kreisen',
};
