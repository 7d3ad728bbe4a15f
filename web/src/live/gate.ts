/** The state of the connection, as one word. */
export type Word = 'catching up' | 'live' | 'offline' | 'crowded';
/** Whether this browser has a session of the circle; `removed`: its member is no longer with the circle, or the pod. */
export type Gate = 'asking' | 'in' | 'out' | 'removed' | 'unknown';

const GATES: Record<string, Gate> = {
  not_signed_in: 'out',
  not_a_member: 'removed',
  not_in_pod: 'removed',
  unknown_circle: 'unknown',
  unknown_space: 'unknown',
};

/** The gate for a refusal, if it is about the session or the space. */
export const shut = (code: string): Gate | undefined => GATES[code];
