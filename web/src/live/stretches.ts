import type { Step } from './path';

/** A part of a path: a step to show, or a quiet stretch to fold away. */
export type Part = { step: Step } | { quiet: Step[] };

/** A path of so many steps is shown whole. */
const WHOLE_MAX = 16;
const FIRST = 2;
const LAST = 7;
const AROUND = 2;
/** A stretch shorter than this is no gain. */
const QUIET_MIN = 4;
const QUIET_EVERY = 30;
const QUIET_MAX = 9;
const ENDS_MAX = 6;

/**
 * Folds a long path: its beginning and its end stay, the trace that was asked for, open ends, and after each of the
 * longest silences the trace that lit it again. What lies between becomes quiet stretches.
 */
export function stretches(steps: readonly Step[], focus?: string | null): Part[] {
  if (steps.length <= WHOLE_MAX) return steps.map(step => ({ step }));
  const stay = new Set<number>();
  const keep = (from: number, to: number) => {
    for (let index = Math.max(0, from); index < Math.min(steps.length, to); index += 1) stay.add(index);
  };
  keep(0, FIRST);
  keep(steps.length - LAST, steps.length);
  const at = steps.findIndex(({ card }) => card.id === focus);
  if (at >= 0) keep(at - AROUND, at + AROUND + 1);
  const ends = steps.flatMap(({ card }, index) =>
    card.open && card.grew === 0 && card.state === 'shown' ? [index] : [],
  );
  for (const index of ends.slice(-ENDS_MAX)) stay.add(index);
  for (const index of silences(steps)) stay.add(index);
  return folded(steps, stay);
}

/** The steps that came after the longest silences. */
function silences(steps: readonly Step[]): number[] {
  const count = Math.min(QUIET_MAX, Math.round(steps.length / QUIET_EVERY));
  const gap = (index: number) => steps[index]!.card.at_ms - steps[index - 1]!.card.at_ms;
  const inner = Array.from({ length: steps.length - FIRST - LAST }, (_, index) => index + FIRST);
  return inner.sort((a, b) => gap(b) - gap(a) || a - b).slice(0, count);
}

function folded(steps: readonly Step[], stay: Set<number>): Part[] {
  const parts: Part[] = [];
  let run: Step[] = [];
  const flush = () => {
    if (run.length >= QUIET_MIN) parts.push({ quiet: run });
    else parts.push(...run.map(step => ({ step })));
    run = [];
  };
  for (const [index, step] of steps.entries()) {
    if (!stay.has(index)) {
      run.push(step);
      continue;
    }
    flush();
    parts.push({ step });
  }
  flush();
  return parts;
}
