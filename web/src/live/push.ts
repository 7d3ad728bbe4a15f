import { push } from '../http/push';
import { words } from '../words';
import { read, write } from './memory';

/** How this browser can tell: by a push, or by a mark in the page, and then why. */
export type Way = 'push' | 'plain' | 'at-home' | 'denied' | 'nobody';
export type Telling = { way: Way; on: boolean };

/** What the service worker reads: the words of its notifications, and in which circles it tells. */
const KEPT = 'told';
const AT = '/told';

/** How long a browser may try to reach its push service: without a network to it, one tries for minutes. */
const WITHIN_MS = 15_000;

/** Who asked this browser to mark the page when somebody builds on a trace of theirs. */
const flag = (circle: string) => `told ${circle}`;
export const isMarked = (circle: string, me: string): boolean => read(flag(circle)) === me;

function wayHere(): Way {
  if (!isSecureContext) return 'plain';
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis)) return 'at-home';
  return Notification.permission === 'denied' ? 'denied' : 'push';
}

/** How this browser tells its member, and whether it does. Keeps what the server and the worker know up to date. */
export async function telling(circle: string, me: string): Promise<Telling> {
  const way = wayHere();
  const marked = isMarked(circle, me);
  if (way !== 'push') return { way, on: marked };
  const { key, on } = await push(circle).state();
  if (!key) return { way: 'nobody', on: marked };
  const subscription = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
  if (!on || !subscription || Notification.permission !== 'granted') return { way, on: false };
  await subscribe(circle, key);
  return { way, on: true };
}

/** Switches it on or off, by the way that was shown. Returns what it is then: a browser may refuse. */
export async function tellMe(circle: string, me: string, way: Way, on: boolean): Promise<Telling> {
  // Safari asks its user only in the moment of the tap. Nobody is asked where the server has no use for a yes.
  const allowed = on && way === 'push' ? (await Notification.requestPermission()) === 'granted' : false;
  if (way === 'push') {
    const { key } = await push(circle).state();
    if (allowed && key) await subscribe(circle, key);
    else if (key) {
      await push(circle).drop();
      await forget(circle);
    }
  }
  write(flag(circle), on ? me : null);
  const now = await telling(circle, me);
  // A question that was waved away leaves it off, and the mark with it.
  if (!now.on) write(flag(circle), null);
  return now;
}

/** Forgets here that anybody was told in a circle: they signed out, which ended it on the server. */
export async function forgetTelling(circle: string): Promise<void> {
  write(flag(circle), null);
  // A page without TLS has none of this.
  if (wayHere() !== 'plain') await forget(circle).catch(() => {});
}

async function subscribe(circle: string, key: string): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  // A subscription with another key is of no use: the server's is a new one.
  const before = await pushManager.getSubscription();
  if (before && keyOf(before) !== key) await before.unsubscribe();
  const late = new Promise<never>((_, fail) => setTimeout(fail, WITHIN_MS, new DOMException('', 'TimeoutError')));
  const made = await Promise.race([pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }), late]);
  const { p256dh, auth } = made.toJSON().keys!;
  await push(circle).set({ endpoint: made.endpoint, p256dh: p256dh!, auth: auth! });
  await keep(circles => [...circles.filter(each => each !== circle), circle]);
}

/** The browser's subscription serves all circles, and ends with the last one. */
async function forget(circle: string): Promise<void> {
  const left = await keep(circles => circles.filter(each => each !== circle));
  if (left.length > 0) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** Stores for the service worker in which circles it tells, with the words of the page's language. */
async function keep(change: (circles: string[]) => string[]): Promise<string[]> {
  const cache = await caches.open(KEPT);
  const before: { circles?: string[] } = (await (await cache.match(AT))?.json()) ?? {};
  const circles = change(before.circles ?? []);
  await cache.put(AT, Response.json({ circles, someone: words.builtOnYours, by: words.builtBy('{name}') }));
  return circles;
}

function keyOf({ options }: PushSubscription): string {
  const bytes = String.fromCharCode(...new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0)));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
