// Keeps the page's own files, so that a reload without a network still opens the board. It never touches the API:
// what a circle wrote is kept by the page itself, where signing out can remove it.
self.addEventListener('install', event => {
  const kept = caches.open(VERSION).then(cache => cache.addAll(FILES));
  const others = kept.then(() => caches.keys()).then(keys => keys.filter(key => key !== VERSION));
  const alone = others.then(keys => Promise.all(keys.map(key => caches.delete(key))));
  event.waitUntil(alone.then(() => self.skipWaiting()));
});
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  const page = request.mode === 'navigate';
  const kept = () => caches.match(page ? '/' : request, { ignoreVary: true });
  // A page comes fresh where it can, its hashed files from what is kept.
  event.respondWith(page ? fetch(request).catch(kept) : kept().then(found => found ?? fetch(request)));
});
