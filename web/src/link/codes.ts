const HINT_MS_MAX = 60_000;
const OVER: Record<number, string> = { 4020: 'not_signed_in', 4021: 'not_a_member' };

/** Whether a close code means not to reconnect: the reason, by the error table. Below 4020 the client reconnects. */
export const staysAway = (code: number): string | false =>
  code >= 4020 && code < 4100 && (OVER[code] ?? 'too_many_requests');

/** When to reconnect, if a server that shuts down says so in its reason. */
export const hint_ms = (reason: string): number => Math.min(Number(/\d+/.exec(reason)?.[0] ?? 0), HINT_MS_MAX);
