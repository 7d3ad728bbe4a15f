import type { SeedRequest } from '../protocol';
import { call } from './call';

/** The links of a circle that was seeded. */
export interface CircleLinks {
  circle: string;
  host_link: string;
  invite_link: string;
}

export const seedCircle = (circle: string, seed: SeedRequest) =>
  call<CircleLinks>('POST', `/api/c/${circle}/buds`, { body: seed });
