import { effect, signal } from '@preact/signals';
import { podOf } from '../live/pod';
import type { Session } from '../live/session';
import { words } from '../words';
import { arrive, held } from './arrivals';
import { route } from './route';
import { wake } from './wake';

/** The open pod, live. One at a time. */
export const inside = signal<Session | null>(null);

/** Opens a pod of a circle. Returns a function that closes it and stops following it. */
export function enter(circle: Session, pod: string): () => void {
  const live = podOf(circle, pod);
  if (circle.word.value === 'offline') live.word.value = 'offline';
  live.arrived = ids => arrive(live, ids);
  inside.value = live;
  // What waits in the circle's feed waits on.
  const waits = held.value;
  held.value = new Set();
  const unwake = wake(live);
  const members = () => circle.view.value?.members;
  let called = members();
  const unname = effect(() => {
    const now = members();
    if (now !== called) live.board.publish();
    called = now;
  });
  const untitle = effect(() => {
    const names = [live.view.value?.circle.name, circle.view.value?.circle.name, words.product];
    // The circle sets the title for its other places.
    if (route.value.pod === pod) queueMicrotask(() => (document.title = names.filter(Boolean).join(' · ')));
  });
  void live.start();
  return () => {
    unwake();
    unname();
    untitle();
    live.keep(true);
    live.stop();
    held.value = waits;
    inside.value = null;
  };
}
