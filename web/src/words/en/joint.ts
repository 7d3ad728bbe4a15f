// What the composer asks beside the words: between whom a trace happens, and what was learned.
import type { Joint } from '../../protocol';

export const whichJoint = 'Which joint?';
export const jointLead = 'Between whom does it happen?';
export const joint: Record<Joint, string> = {
  me: 'with myself',
  pod: 'in a few',
  circle: 'in the circle',
  network: 'between circles',
};

export const whatDidWeLearn = 'What did we learn?';
