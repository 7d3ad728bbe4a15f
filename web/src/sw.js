// Keeps the page's own files, so that a reload without a network still opens the board. It never touches the API:
// what a circle wrote is kept by the page itself, where signing out can remove it.
// Their names carry the hashes of what is in them: another list is another version.
const VERSION = FILES.join();
const PATIENCE_MS = 4000;
const keep = async (what, answer) => {
  const cache = await caches.open(VERSION);
  await cache.put(what, answer.clone()).catch(() => {});
};
const kept = what => caches.match(what, { ignoreVary: true });

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

self.addEventListener('install', event => {
  const kept = caches.open(VERSION).then(cache => cache.addAll(FILES));
  const others = kept.then(() => caches.keys());
  const alone = others.then(keys => Promise.all(keys.map(key => key === VERSION || caches.delete(key))));
  event.waitUntil(alone.then(() => self.skipWaiting()));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  event.respondWith(request.mode === 'navigate' ? page(request) : file(request));
});
