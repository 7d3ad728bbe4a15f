/** A UUIDv7 (RFC 9562). Written by hand, because `crypto.randomUUID` is missing on plain http. */
export function newId(now_ms: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const hex = [...random].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${now_ms.toString(16).padStart(12, '0')}${hex}`.replace(/(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-7$3-8$4-');
}
