type Soon = typeof import('../soon');
let coming: Promise<Soon> | undefined;

/** What a board needs once its first cards stand. It comes beside them; where that failed, the next call tries again. */
export function later(): Promise<Soon> {
  coming ??= import('../soon').catch(error => {
    coming = undefined;
    throw error;
  });
  return coming;
}
