import { newId } from '../base/id';
import type { StandingWall, WallChange, WallLink } from '../protocol';
import { call } from './call';

/** How a wall shows the board. */
export type WallSettings = Omit<WallChange, 'id'>;

/** The walls of a circle, as hosts make and set them. */
export function walls(circle: string) {
  const at = `/api/c/${circle}/walls`;
  return {
    all: () => call<StandingWall[]>('GET', at),
    make: (join: boolean) => call<WallLink>('POST', at, { body: { id: newId(), join } }),
    set: (wall: string, { delay_ms, paused, join }: WallSettings) =>
      call<void>('POST', `${at}/${wall}`, { body: { id: newId(), delay_ms, paused, join } }),
    revoke: (wall: string) => call<void>('DELETE', `${at}/${wall}`),
  };
}
