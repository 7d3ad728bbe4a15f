import type { OpenSession } from '../protocol';
import { call } from './call';

/** One's own sessions in a circle. */
export function sessions(circle: string) {
  const at = `/api/c/${circle}/sessions`;
  return {
    all: () => call<OpenSession[]>('GET', at),
    end: (id: string) => call<void>('DELETE', `${at}/${id}`),
    endOthers: () => call<void>('DELETE', `${at}?others=true`),
  };
}
