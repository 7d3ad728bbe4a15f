/** A hidden page has no animation frames; it waits so long instead. */
const HIDDEN_MS = 250;

/** Runs `act` before the next frame is painted, or soon if the page is hidden. */
export function soon(act: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(act);
  else setTimeout(act, HIDDEN_MS);
}
