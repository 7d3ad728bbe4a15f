// Between whom a trace happens.
import type { Joint } from '../../protocol';

export const joint: Record<Joint, string> = {
  me: 'ki ahau anō',
  pod: 'i te tokoiti',
  circle: 'i te hapori',
  network: 'i waenga hapori',
};
