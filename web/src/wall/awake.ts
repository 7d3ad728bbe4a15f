/** Keeps the screen on, where the browser can: it lets go of the lock whenever the page is hidden. */
export function stayAwake(): void {
  const ask = async () => {
    if (document.visibilityState !== 'visible') return;
    // Refused on a low battery, and on plain http there is none: a beamer's machine is told not to sleep by its owner.
    await navigator.wakeLock?.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  void ask();
}
