type Settled = typeof import('./settled');
let coming: Promise<Settled> | undefined;

/** What a board needs once its first cards stand. It comes beside them; where that failed, the next call tries again. */
export function later(): Promise<Settled> {
  coming ??= import('./settled').catch(error => {
    coming = undefined;
    throw error;
  });
  return coming;
}
