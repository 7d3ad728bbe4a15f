// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const joint: Record<Joint, string> = {
  me: 'with myself',
  pod: 'in a few',
  circle: 'in the circle',
  network: 'between circles',
};
