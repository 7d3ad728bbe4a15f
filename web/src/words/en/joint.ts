// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const whichJoint = 'Which joint?';
export const jointLead = 'Between whom does it happen?';
export const joint: Record<Joint, string> = {
  me: 'with myself',
  pod: 'in a few',
  circle: 'in the circle',
  network: 'between circles',
};
