/** The secret of an invite in an address that arrived as it was made; any other is mended (`mend.ts`). */
export const secretOf = (address: string): string | undefined => /#invite=([\w-]{43})$/.exec(address)?.[1];

/**
 * Updates the address; false: it failed. Some browsers refuse that, others when it is done often: then the address
 * stays as it was, and the page goes on.
 */
export function note(state: object, path: string, as: 'replaceState' | 'pushState' = 'replaceState'): boolean {
  try {
    history[as](as === 'pushState' ? state : { ...history.state, ...state }, '', path);
    return true;
  } catch {
    return false;
  }
}
