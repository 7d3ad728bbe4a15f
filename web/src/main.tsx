import { effect } from '@preact/signals';
import { render } from 'preact';
import { settle } from './base/reload';
import { later } from './live/later';
import { watchTouch } from './page/arrivals';
import { tick, timely } from './page/clock';
import { session } from './page/current';
import { tapOnce } from './page/once';
import { invite, listen, route } from './page/route';
import './styles/index.css';
import { App } from './views/app';
import { nearDoor, onTouch } from './views/parts';
import { near, onStay } from './views/places';

function begin() {
  listen();
  settle();
  tick();
  watchTouch();
  tapOnce();
  near(route.value);
  if (invite.value) nearDoor();
  const app = document.getElementById('app')!;
  render(<App />, app);

  // After the first paint.
  const stop = effect(() => {
    if (!session.value?.view.value && route.value.at !== 'home' && session.value?.gate.value !== 'out') return;
    queueMicrotask(() => stop());
    requestAnimationFrame(() =>
      setTimeout(() => {
        timely.value = true;
        app.className = 'whole';
        // What the document said by itself.
        app.nextElementSibling?.remove();
      }),
    );
    void later()
      .then(it => it.ahead(app, near, onTouch, onStay))
      .catch(() => {});
  });
}

// These two are the newest of the polyfilled features: a browser that has both has the rest. Not by `await`: with one
// here, the bundler gives each part a file more, which is a kilobyte of headers each.
if ('timeout' in AbortSignal && 'Segmenter' in Intl) begin();
else void import('./base/polyfills').then(begin, begin);
