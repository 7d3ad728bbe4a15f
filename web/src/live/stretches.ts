import type { Step } from './path';

/** A part of a path: a step to show, or a quiet stretch to fold away. */
export type Part = { step: Step } | { quiet: Step[] };

/** A path of so many steps is shown whole. */
const WHOLE_MAX = 16;
const FIRST = 2;
const LAST = 7;
const AROUND = 2;
/** Shorter stretches are not folded. */
const QUIET_MIN = 4;
const QUIET_EVERY = 30;
const QUIET_MAX = 9;

/**
 * Folds a long path: its beginning and its end stay, the trace that was asked for, and after each of the longest
 * silences the trace that lit it again. The steps between are folded, but for those that `stood` on the page before: a step that
 * is being read is not folded away because the trail grew.
 */
export function stretches(steps: readonly Step[], focus?: string | null, stood?: ReadonlySet<string>): Part[] {
  const last = steps.length - LAST;
  const at = steps.findIndex(({ card }) => card.id === focus);
  const lit = steps.length > WHOLE_MAX ? afterSilence(steps) : steps;
  const stays = (step: Step, index: number) =>
    index < FIRST ||
    index >= last ||
    (at >= 0 && Math.abs(index - at) <= AROUND) ||
    lit.includes(step) ||
    stood?.has(step.card.id);
  const parts: Part[] = [];
  let run: Step[] = [];
  for (const [index, step] of steps.entries()) {
    const stay = stays(step, index);
    if (!stay) {
      run.push(step);
      continue;
    }
    parts.push(...(run.length < QUIET_MIN ? run.map(step => ({ step })) : [{ quiet: run }]));
    run = [];
    parts.push({ step });
  }
  return parts;
}

/** The steps that came after the longest silences. */
function afterSilence(steps: readonly Step[]): Step[] {
  const count = Math.min(QUIET_MAX, Math.round(steps.length / QUIET_EVERY));
  const silence_ms = (index: number) => steps[index]!.card.at_ms - steps[index - 1]!.card.at_ms;
  const order = [...steps.keys()].slice(1).sort((a, b) => silence_ms(b) - silence_ms(a) || a - b);
  return order.slice(0, count).map(index => steps[index]!);
}
