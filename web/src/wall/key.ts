import type { CircleId } from '../protocol';

/** What a wall's link holds: which circle, and the secret. */
export interface Key {
  circle: CircleId;
  secret: string;
}

const KEPT = 'wall';
/** The id of the circle without hyphens, then the secret, which has 43 signs. What is behind it is not of the link. */
const FORM = /^\W*([0-9a-f]{32})([\w-]{43})/i;

/** Undoes what messengers and mail do to a link: percent-encoding, broken lines, invisible signs. A link has none of them. */
function bare(code: string): string {
  try {
    const plain = decodeURIComponent(code);
    if (plain !== code) return bare(plain);
  } catch {
    // A percent sign that codes nothing is behind the link.
  }
  return code.replace(/=?[\r\n][\s>|]*|[^!-~]/g, '');
}

/** The key in what an address has behind its `#`. One whose secret is shorter was cut. */
export function read(code: string): Key | undefined {
  const [, circle, secret] = FORM.exec(bare(code)) ?? [];
  return secret
    ? { circle: circle!.toLowerCase().replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), secret }
    : undefined;
}

/**
 * The key of this wall: from the address, else the one that was here before; *unclear* where the address has what is no key, since
 * whoever opened it wants no other wall. Out of the address it goes into the browser's store, since a hall reads along; where that
 * refuses, the address keeps it.
 */
export function keep(): Key | 'unclear' | undefined {
  const code = location.hash.slice(1);
  if (!code) return read(kept());
  const key = read(code);
  if (!key) return 'unclear';
  try {
    localStorage.setItem(KEPT, code);
    history.replaceState(null, '', location.pathname);
  } catch {}
  return key;
}

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}
