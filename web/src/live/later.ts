type Soon = typeof import('../soon');
let coming: Promise<Soon> | undefined;

/** The code that a board needs once its first cards are shown. After a failure the next call tries again. */
export function later(): Promise<Soon> {
  coming ??= import('../soon').catch(error => {
    coming = undefined;
    throw error;
  });
  return coming;
}
