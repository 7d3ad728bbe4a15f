import { render } from 'preact';
import { watchTouch } from './page/arrivals';
import { tick } from './page/clock';
import { keepFocus } from './page/focus';
import { listen } from './page/route';
import './styles/index.css';
import { App } from './views/app';

listen();
tick();
watchTouch();
const app = document.getElementById('app')!;
keepFocus(app);
render(<App />, app);
// Only where the browser allows it, that is behind TLS and on this machine; nothing depends on it.
if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
