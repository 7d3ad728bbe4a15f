/** The one quiet word about the connection. */
export type Word = 'catching up' | 'live' | 'offline' | 'crowded';
/** Whether this browser has a session of the circle; `removed`: its member is not with the circle, or the pod, any more. */
export type Gate = 'asking' | 'in' | 'out' | 'removed' | 'unknown';

const GATES: Record<string, Gate> = {
  not_signed_in: 'out',
  not_a_member: 'removed',
  not_in_pod: 'removed',
  unknown_circle: 'unknown',
  unknown_space: 'unknown',
};

/** The gate that a refusal shuts, if it is about who asks or what for. */
export const shut = (code: string): Gate | undefined => GATES[code];
