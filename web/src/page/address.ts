/**
 * Undoes what messengers do to an address: percent-encoding, line breaks, invisible characters. Our addresses contain
 * none of these; the caller cuts off what follows.
 */
export function bare(address: string): string {
  try {
    for (let coded = ''; coded !== address; ) {
      coded = address;
      address = decodeURIComponent(coded);
    }
  } catch {
    // An invalid percent sign is after the link.
  }
  // A line that mail breaks ends in `=`, and one of a quoted reply begins with `>`.
  return address.replace(/(invite=)?=?[^!-~]*[\r\n][\s>|]*/g, '$1').replace(/[^!-~]/g, '');
}

/**
 * The secret of an invite in an address. It has 43 signs; mail that codes line ends writes `=3D` for its equals sign.
 */
export const secretIn = (address: string): string | undefined =>
  /invite=(?:3D(?=[\w-]{43}))?([\w-]{16,43})/i.exec(bare(address))?.[1];

/** The path in an address, without what a messenger left behind it. */
export const pathIn = (address: string): string =>
  bare(address)
    .replace(/([#?&]|invite=).*/i, '')
    .toLowerCase();

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
