const KEPT = 'wall-page';
/** After what nobody expected the page begins anew, at most so often. */
const CRASHES_APART_MS = 10 * 60_000;

/** Loads the page anew, once it is sure to come: a page that was loaded without a network never comes back by itself. */
async function load(): Promise<void> {
  const page = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined);
  if (page?.ok) location.reload();
}

/** Takes the page's new version. Each is tried once: a cache on the way may still hold the former. */
export function takeVersion(script: string): void {
  const own = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
  if (!script || !own.includes('/assets/') || own.endsWith(`/${script}`)) return;
  try {
    if (sessionStorage.getItem(KEPT) === script) return;
    sessionStorage.setItem(KEPT, script);
  } catch {
    return;
  }
  void load();
}

/** Comes back from what nobody expected. */
export function recover(): void {
  const begun = Date.now();
  const crashed = () => {
    const wait = Math.max(5_000, CRASHES_APART_MS - (Date.now() - begun));
    setTimeout(load, wait);
  };
  addEventListener('error', crashed, { once: true });
  addEventListener('unhandledrejection', crashed, { once: true });
}
