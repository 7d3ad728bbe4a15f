import { effect } from '@preact/signals';
import { later } from '../../live/later';
import { session } from '../../page/current';

/** Once whoever has just joined sees the board live: how its circle wants to be together, where it agreed on that. */
export function welcome(circle: string): void {
  const stop = effect(() => {
    const live = session.value;
    const here = live?.id === circle;
    if (here && !(live.word.value === 'live' && live.view.value?.me)) return;
    queueMicrotask(() => stop());
    if (!here || !live.isOn('agreements')) return;
    const sheet = later().then(it => it.patternsSheet());
    void Promise.all([import('../agreements'), sheet]).then(
      ([it]) => it.welcome(live),
      () => {},
    );
  });
}
