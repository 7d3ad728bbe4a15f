import { level } from '../board';

/** In how many steps warmth is shown; finer ones nobody sees, and each change is a repaint. */
const STEPS = 24;
/** A trail gathers what many leave in it: it takes so many times a card's warmth for the same colour. */
const TRAIL_HALVINGS = 1;

/** How warm a card looks, from 0 (cold) to 1. */
export function glow(glow_ms: number, now_ms: number, halfLife_ms: number): number {
  return Math.round(level(glow_ms, now_ms, halfLife_ms) * STEPS) / STEPS;
}

/** How warm a trail looks, from 0 (cold) to 1. */
export function trailGlow(warmth_ms: number, now_ms: number, halfLife_ms: number): number {
  return glow(warmth_ms - TRAIL_HALVINGS * halfLife_ms, now_ms, halfLife_ms);
}
