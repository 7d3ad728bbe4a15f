import type { CircleId } from '../protocol';

/** What a wall's link holds: which circle, and the secret. */
export interface Key {
  circle: CircleId;
  secret: string;
}

const KEPT = 'wall';
/** The id of the circle without hyphens, then the secret. */
const FORM = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{16,120})$/;

export function read(code: string): Key | undefined {
  const [, a, b, c, d, e, secret] = FORM.exec(code) ?? [];
  return secret ? { circle: [a, b, c, d, e].join('-'), secret } : undefined;
}

/**
 * The key of this wall: from the address, else the one that was here before. Out of the address it goes into the browser's
 * store, since a hall reads along; where that refuses, the address keeps it.
 */
export function keep(): Key | undefined {
  const code = location.hash.slice(1);
  if (!read(code)) return read(kept());
  try {
    localStorage.setItem(KEPT, code);
    history.replaceState(null, '', location.pathname);
  } catch {}
  return read(code);
}

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? '';
  } catch {
    return '';
  }
}
