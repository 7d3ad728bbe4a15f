import { newId } from '../base/id';
import type { HookAdded, StandingHook } from '../protocol';
import { call } from './call';

/** The webhooks of a circle, as hosts add, switch on and remove them. */
export function hooks(circle: string) {
  const at = `/api/c/${circle}/hooks`;
  return {
    all: () => call<StandingHook[]>('GET', at),
    add: (address: string) => call<HookAdded>('POST', at, { body: { id: newId(), address } }),
    on: (hook: string) => call<void>('POST', `${at}/${hook}`, { body: { id: newId() } }),
    remove: (hook: string) => call<void>('DELETE', `${at}/${hook}`),
  };
}
