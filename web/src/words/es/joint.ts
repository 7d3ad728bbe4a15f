// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const joint: Record<Joint, string> = {
  me: 'conmigo',
  pod: 'entre unas pocas personas',
  circle: 'en el círculo',
  network: 'entre círculos',
};
