import { render } from 'preact';
import './tokens.css';
import '../styles/people.css';
import './wall.css';
import './pictured.css';
import './motion.css';
import { recover, takeVersion } from './anew';
import { stayAwake } from './awake';
import { keep } from './key';
import { type Known, Link } from './link';
import { Wall } from './view';

const app = document.getElementById('app')!;
const key = keep();
const draw = (known?: Known) => render(<Wall from={key} known={known} />, app);

recover();
stayAwake();
// A reload without a network then finds the page in what is kept.
if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
// Another link was opened here.
addEventListener('hashchange', () => location.reload());
if (key && key !== 'unclear') {
  draw({ ahead_ms: 0 });
  const link = new Link(key, draw, takeVersion);
  addEventListener('online', () => link.hurry());
  addEventListener('offline', () => link.cut());
  document.addEventListener('visibilitychange', () => link.hurry());
  void link.follow();
} else {
  draw();
}
