import type { Rhythm } from '../protocol';
import { words } from '../words';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A rhythm in words. */
export const rhythmic = ({ every, on, at }: Rhythm): string =>
  words.meetsAs(words.every[typeof every === 'string' ? every : every.month], words.weekday(DAYS.indexOf(on)), at);
