import { effect } from '@preact/signals';
import { render } from 'preact';
import { settle } from './base/reload';
import { watchTouch } from './page/arrivals';
import { tick } from './page/clock';
import { session } from './page/current';
import { idly, watchLinks } from './page/near';
import { invite, listen, route } from './page/route';
import './styles/index.css';
import { App } from './views/app';
import { near, nearDoor, next } from './views/parts';

listen();
settle();
tick();
watchTouch();
watchLinks(near);
near(route.value);
if (invite.value) nearDoor();
const app = document.getElementById('app')!;
render(<App />, app);

// After the first picture, and not before it: what lies a tap away, and the worker that keeps all of it. The worker only where
// the browser allows one, that is behind TLS and on this machine; nothing depends on it.
const stop = effect(() => {
  const view = session.value?.view.value;
  if (!view && route.value.at !== 'home' && session.value?.gate.value !== 'out') return;
  queueMicrotask(() => stop());
  idly(() => {
    void import('./page/keep-focus').then(it => it.keepFocus(app));
    for (const part of next(view?.role === 'host')) part.near();
    if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
  });
});
