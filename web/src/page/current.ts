import { computed, effect, signal } from '@preact/signals';
import { newId } from '../base/id';
import { handOver, reload } from '../base/reload';
import { part as soon } from '../link/line';
import { Session } from '../live/session';
import { openStore } from '../outbox/durable';
import type { Item } from '../outbox/item';
import type { Store } from '../outbox/store';
import { words } from '../words';
import { arrive, held } from './arrivals';
import { sheet } from './desk';

/** The circle that is shown, live. One at a time. */
export const session = signal<Session | null>(null);

const tab = newId();
/** Unstored items of the page before a reload. */
let unkept = handOver<readonly Item[]>('outbox', () => session.peek()?.outbox.unkept()) ?? [];
let store: Store | undefined;
let end: () => void = () => {};
let wanted: string | null = null;

/** Opens a circle and closes the one before; `anew`: also if it is the same, because a member signed in. */
export async function connect(circle: string | null, anew = false): Promise<void> {
  if (wanted === circle && !anew) return;
  wanted = circle;
  end();
  end = () => {};
  session.value = null;
  sheet.value = null;
  held.value = new Set();
  document.title = words.product;
  if (!circle) return;
  store ??= openStore();
  const live = new Session(circle, store, tab);
  live.arrived = ids => arrive(live, ids);
  live.reload = reload;
  live.outbox.take(unkept);
  unkept = unkept.filter(item => item.circle !== circle);
  session.value = live;
  const name = computed(() => live.view.value?.circle.name);
  const unaccompanied = effect(() => soon.it.value?.along(live));
  const unname = effect(() => {
    if (name.value)
      document.title = [soon.it.value?.place(live), name.value, words.product].filter(Boolean).join(' · ');
  });
  end = () => {
    unname();
    unaccompanied();
    live.stop();
  };
  await live.start();
}
