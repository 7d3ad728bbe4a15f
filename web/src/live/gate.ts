/** The one quiet word about the connection. */
export type Word = 'catching up' | 'live' | 'offline' | 'crowded';
/** Whether this browser has a session of the circle; `removed`: its member is not with the circle any more. */
export type Gate = 'asking' | 'in' | 'out' | 'removed' | 'unknown';

/** The gate that a refusal shuts. */
export const shut = (code: string): Gate =>
  code === 'not_a_member' ? 'removed' : code === 'unknown_circle' ? 'unknown' : 'out';
