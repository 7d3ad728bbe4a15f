// Keeps the page's own files, so that a reload without a network still opens the board. It never touches the API:
// what a circle wrote is kept by the page itself, where signing out can remove it.
// Their names carry the hashes of what is in them: another list is another version.
const VERSION = [SCRIPT, ...FILES].join();
const PATIENCE_MS = 4000;
// What the page says to this worker: in which circles it tells, and the words of that.
const TOLD = 'told';
// The last screen of a board, which the page leaves here (page/last-screen.ts).
const SCREEN = 'screen';
const SCREEN_MS = 30 * 60_000;
const AFRESH = ['reload', 'no-cache', 'no-store'];
const keep = async (what, answer) => {
  const cache = await caches.open(VERSION);
  await cache.put(what, answer.clone()).catch(() => {});
};
const kept = what => caches.match(what, { ignoreVary: true });

// What begins a page under its last screen: not before that was painted, which a page that nobody sees never is.
const BEGIN = '/begin.js';
const begin = () => {
  const { src } = document.currentScript.dataset;
  const then = () => void import(src);
  if (document.visibilityState === 'hidden') then();
  else requestAnimationFrame(() => setTimeout(then));
};

// The page as it is kept, with the last screen in it: a board that was looked at a short while ago is read before any script has
// run. Whoever reloads gets a fresh page, and so does who comes by an invite, for another version or in another language.
const screen = async ({ url, cache }) => {
  if (AFRESH.includes(cache) || url.includes('#')) return;
  const [last, whole] = await Promise.all([
    caches.match(url, { cacheName: SCREEN }),
    caches.match('/', { cacheName: VERSION, ignoreVary: true }),
  ]);
  const age_ms = Date.now() - Date.parse(last?.headers.get('date'));
  if (!(age_ms >= 0 && age_ms < SCREEN_MS)) return;
  const [html, its] = await Promise.all([whole?.text(), last.text()]);
  if (!html?.includes(`href="${last.headers.get('style')}"`)) return;
  const answer = html
    .replace(
      /<script type="module"[^>]* src="([^"]*)"><\/script>/,
      `<script defer src="${BEGIN}" data-src="$1"></script>`,
    )
    .replace('<div id="app">', app => its + app);
  return new Response(answer, whole);
};

// The page comes fresh where it can: not from a server that is silent, nor from a proxy that has none behind it.
const page = async request => {
  const { pathname } = new URL(request.url);
  // The wall's page is kept where a wall was opened.
  const own = pathname === '/wall' ? pathname : '/';
  const fresh = fetch(request);
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE_MS));
  const answer = await Promise.race([fresh, late]).catch(() => {});
  if (answer?.ok && own !== '/') await keep(own, answer);
  return answer?.status < 500 ? answer : ((await kept(own)) ?? fresh);
};

// Its hashed files come from what is kept. A part that few need is kept once it came.
const file = async request => {
  const found = await kept(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && request.url.includes('/assets/')) await keep(request, answer);
  return answer;
};

// The page, where it is of this version.
const pageAt = async (url, cache) => {
  const answer = await fetch(url, { cache });
  const html = await answer.text();
  if (!html.includes(`"${SCRIPT}"`)) throw new Error(`${url} is of another version`);
  const headers = new Headers(answer.headers);
  // They are about the way that it came, and about the circle that was asked for.
  for (const name of ['content-encoding', 'content-length', 'etag', 'link']) headers.delete(name);
  return new Response(html, { headers });
};
// Keeps it as the browser has it already, if it does.
const keepPage = async cache => {
  const [window] = await windows();
  const had = await pageAt(window?.url ?? '/', 'force-cache').catch(() => pageAt('/', 'no-cache'));
  await cache.put('/', had);
};

self.addEventListener('install', event => {
  const kept = caches.open(VERSION).then(cache => Promise.all([keepPage(cache), cache.addAll([SCRIPT, ...FILES])]));
  const others = kept.then(() => caches.keys());
  const alone = others.then(keys =>
    Promise.all(keys.map(key => [VERSION, TOLD, SCREEN].includes(key) || caches.delete(key))),
  );
  event.waitUntil(alone.then(() => self.skipWaiting()));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  if (pathname === BEGIN)
    event.respondWith(new Response(`(${begin})()`, { headers: { 'content-type': 'text/javascript' } }));
  else if (request.mode !== 'navigate') event.respondWith(file(request));
  else event.respondWith(screen(request).then(it => it ?? page(request)));
});

// WebKit takes the permission away from a page that shows nothing.
const MUST_SHOW = /AppleWebKit(?!.*Chrom)/.test(navigator.userAgent);
const told = async () => (await (await caches.match('/told', { cacheName: TOLD }))?.json()) ?? {};
const windows = () => clients.matchAll({ type: 'window', includeUncontrolled: true });
const inCircle = circle => window => new URL(window.url).pathname.startsWith(`/c/${circle}/`);

// Somebody built on a trace of who is signed in. Whoever looks at the circle sees it there.
const tell = async ({ circle, name, pod, trace, by }) => {
  const shown = (await windows()).filter(inCircle(circle)).some(it => it.visibilityState === 'visible');
  if (shown && !MUST_SHOW) return;
  const { someone = 'Someone built on yours', by: built = '{name} built on yours' } = await told();
  await registration.showNotification(name || someone, {
    body: by ? built.replace('{name}', () => by) : someone,
    icon: '/icon-192.png',
    // A burst is one, and makes one sound.
    tag: circle,
    silent: shown,
    data: { circle, at: `/c/${circle}/${pod ? `pods/${pod}/` : ''}trail/${trace}?at=${trace}` },
  });
};
const open = async ({ circle, at }) => {
  const all = await windows();
  const one = all.find(inCircle(circle)) ?? all[0];
  const there = await one?.navigate(at).catch(() => {});
  await (there ?? (await clients.openWindow(at)))?.focus();
};
// The push service gave the browser another address: it is told to each circle that tells.
const again = async () => {
  for (const circle of (await told()).circles ?? []) {
    const at = `/api/c/${circle}/push`;
    const { key, on } = await (await fetch(at)).json();
    if (!key || !on) continue;
    const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = made.toJSON();
    const { p256dh, auth } = keys;
    const headers = { 'content-type': 'application/json' };
    await fetch(at, { method: 'PUT', headers, body: JSON.stringify({ endpoint, p256dh, auth }) });
  }
};
self.addEventListener('push', event => event.waitUntil(tell(event.data.json())));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(again()));
