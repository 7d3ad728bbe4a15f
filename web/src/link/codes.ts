const HINT_MS_MAX = 60_000;
const OVER: Record<number, string> = { 4020: 'not_signed_in', 4021: 'not_a_member' };

/** Whether a close code says not to come back by oneself: why, by the error table. Below 4020 one comes back and goes on. */
export const staysAway = (code: number): string | false =>
  code >= 4020 && code < 4100 && (OVER[code] ?? 'too_many_requests');

/** When to come back, where a server that goes down says so in its reason. */
export const hint_ms = (reason: string): number => Math.min(Number(/\d+/.exec(reason)?.[0] ?? 0), HINT_MS_MAX);
