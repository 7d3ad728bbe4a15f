/** A hidden page draws nothing; so long is soon enough there. */
const HIDDEN_MS = 250;

/** Runs `act` before the next picture is drawn, or soon where none is. */
export function soon(act: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(act);
  else setTimeout(act, HIDDEN_MS);
}
