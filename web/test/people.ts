import type { Item } from '../src/outbox/item';
import { Outbox } from '../src/outbox/outbox';
import type { Store } from '../src/outbox/store';
import type { Transport } from '../src/outbox/transport';
import type { Deed, Draft } from '../src/protocol';

/** A server and a network in one's hand: what was posted, and whether anything can be. */
export class Wire implements Transport {
  readonly posted: Draft[] = [];
  up = true;
  stalls = 0;
  others: () => void = () => {};

  /** Whether the last one had never gone out before. */
  unsent: true | undefined;

  post(draft: Draft, _pod?: string, unsent?: true): boolean {
    this.unsent = unsent;
    if (this.up) this.posted.push(draft);
    return this.up;
  }
  stalled = (): void => {
    this.stalls += 1;
  };
  tell = (): void => this.others();

  get texts(): string[] {
    return this.posted.map(({ deed }) => (deed.type === 'leave' ? deed.text : deed.type));
  }
}

/** A tab with a member's outbox on a store. */
export function tab(store: Store, name = 'tab', me = 'kea'): { outbox: Outbox; wire: Wire } {
  const wire = new Wire();
  const outbox = new Outbox('circle', store, name, wire);
  void outbox.own(me);
  return { outbox, wire };
}

export const leave = (text: string, builds_on: string[] = []): Deed => ({ type: 'leave', text, builds_on });

export const states = (outbox: Outbox): Item['state'][] => outbox.items.value.map(item => item.state);
