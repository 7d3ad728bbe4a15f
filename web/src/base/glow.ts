/** In how many steps warmth is shown; finer ones are invisible, and each change is a repaint. */
const STEPS = 24;
/** A trail collects the warmth of many traces: it needs so many halvings more than a card for the same colour. */
const TRAIL_HALVINGS = 1;
/** More halvings ahead look the same. */
const AHEAD_MAX = 16;

/** How warm a card looks, from 0 (cold) to 1. `glow_ms` is the moment at which its glow is 1. For the eye only. */
export function glow(glow_ms: number, now_ms: number, halfLife_ms: number): number {
  const halvings = Math.min(AHEAD_MAX, (glow_ms - now_ms) / halfLife_ms);
  return Math.round((1 - 2 ** (-2 * 2 ** halvings)) * STEPS) / STEPS;
}

/** How warm a trail looks, from 0 (cold) to 1. */
export function trailGlow(warmth_ms: number, now_ms: number, halfLife_ms: number): number {
  return glow(warmth_ms - TRAIL_HALVINGS * halfLife_ms, now_ms, halfLife_ms);
}
