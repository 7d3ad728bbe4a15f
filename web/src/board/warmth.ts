// The same integers as crates/board/src/warmth.rs, where they are explained: every value stays below 2^53.
import { WARMTH_MS_BOUND } from '../protocol';

const DAY_MS = 86_400_000;

/**
 * log2(1 + 2^-(i / 16)), scaled by 65,536: the numbers that the protocol lists. Computed, they cost less to send. No value comes
 * nearer than 1/5,000 to where its rounding would turn, and floating point is off by a millionth of that.
 */
export const TABLE = Array.from({ length: 257 }, (_, index) => Math.round(65_536 * Math.log2(1 + 2 ** (-index / 16))));

/** The S of a warmth to which 2^-`halvings` is added at `atMs`. */
export function deposit(warmthMs: number, atMs: number, halvings: number, halfLifeMs: number): number {
  const alone = atMs - halvings * halfLifeMs;
  const apart = Math.abs(warmthMs - alone);
  return bounded(Math.max(warmthMs, alone) + gain(apart, halfLifeMs));
}

/** The S of the same warmth under another half-life. */
export function rescale(warmthMs: number, atMs: number, fromMs: number, toMs: number): number {
  const ahead = BigInt(warmthMs - atMs) * BigInt(toMs);
  const from = BigInt(fromMs);
  // BigInt division rounds towards zero, and this one has to round down.
  const floored = ahead / from - (ahead % from < 0n ? 1n : 0n);
  return bounded(Number(BigInt(atMs) + floored));
}

/** The day (since 1970-01-01 UTC) that a time is in. */
export const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS);

/** How strongly to show a warmth, from 0 to 1. For the eye only: it is floating point and nothing is computed from it. */
export function level(warmthMs: number, nowMs: number, halfLifeMs: number): number {
  return 1 - 2 ** (-2 * 2 ** Math.min(16, (warmthMs - nowMs) / halfLifeMs));
}

const bounded = (warmthMs: number): number => Math.min(WARMTH_MS_BOUND, Math.max(-WARMTH_MS_BOUND, warmthMs));

function gain(apartMs: number, halfLifeMs: number): number {
  if (apartMs >= 16 * halfLifeMs) return 0;
  const steps = apartMs * 16;
  const row = Math.floor(steps / halfLifeMs);
  const high = TABLE[row]!;
  const fall = Math.floor(((high - TABLE[row + 1]!) * (steps % halfLifeMs)) / halfLifeMs);
  return Math.floor((halfLifeMs * (high - fall)) / 65_536);
}
