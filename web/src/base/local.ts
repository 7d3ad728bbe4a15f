// Times as a person picks them, in the browser's time zone.

const two = (part: number): string => `${part}`.padStart(2, '0');

/** An instant as a field for date and time shows it. */
export function field(at_ms: number): string {
  const at = new Date(at_ms);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/**
 * A picked time as an instant. One that the clocks skip is moved by as much as they are; of two equal ones the first is
 * used.
 */
export interface Instant {
  at_ms: number;
  /** How often the clocks show it. */
  comes: 'once' | 'never' | 'twice';
}

/** Clock changes that are tried: half an hour to two hours. */
const HALF_HOURS = [1, 2, 3, 4];

export function instant(picked: string): Instant | undefined {
  const at_ms = new Date(picked).getTime();
  if (Number.isNaN(at_ms)) return undefined;
  if (field(at_ms) !== picked.slice(0, 16)) return { at_ms, comes: 'never' };
  const same = (by: number) => field(at_ms + by * 30 * 60_000) === field(at_ms);
  const earlier = HALF_HOURS.find(half => same(-half));
  const first_ms = earlier ? at_ms - earlier * 30 * 60_000 : at_ms;
  return { at_ms: first_ms, comes: earlier || HALF_HOURS.some(same) ? 'twice' : 'once' };
}
