import { effect, signal } from '@preact/signals';
import { newId } from '../base/id';
import { know } from '../live/memory';
import { Session } from '../live/session';
import { openStore, type Store } from '../outbox/store';
import { arrive, held } from './arrivals';
import { loadDraft, sheet } from './desk';
import { wake } from './wake';

/** The circle that is shown, live. One at a time. */
export const session = signal<Session | null>(null);

const tab = newId();
let store: Promise<Store> | undefined;
let end: () => void = () => {};
let wanted: string | null = null;

/** Connects to a circle and lets go of the one before; `anew`: also where it is the same, because somebody came in. */
export async function connect(circle: string | null, anew = false): Promise<void> {
  if (wanted === circle && !anew) return;
  wanted = circle;
  end();
  end = () => {};
  session.value = null;
  sheet.value = null;
  held.value = new Set();
  if (!circle) return;
  store ??= openStore();
  const opened = await store;
  if (wanted !== circle || session.value) return;
  const live = new Session(circle, opened, tab);
  live.arrived = ids => arrive(live, ids);
  loadDraft(circle);
  session.value = live;
  const unwake = wake(live.socket, () => live.keep());
  const unname = effect(() => {
    const name = live.view.value?.circle.name;
    if (!name) return;
    document.title = `${name} · Traceboard`;
    if (live.gate.value === 'in') know({ id: circle, name });
  });
  end = () => {
    unwake();
    unname();
    live.stop();
  };
  await live.start();
}
