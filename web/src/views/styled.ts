import { Part } from '../base/part';
import { later } from '../live/later';

type Sheets = typeof import('../soon');

/** A part that comes with a sheet: that of the patterns, unless another one is named. */
export const styled = <T>(
  get: () => Promise<T>,
  sheet: (of: Sheets) => Promise<unknown> = it => it.patternsSheet(),
): Part<T> => new Part(() => Promise.all([get(), later().then(sheet)]).then(([it]) => it));
