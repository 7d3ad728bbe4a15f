// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const joint: Record<Joint, string> = {
  me: 'avec moi-même',
  pod: 'à quelques-uns',
  circle: 'dans le cercle',
  network: 'entre cercles',
};
