import { Part } from '../../base/part';
import { later, Nothing } from '../later';

const together = new Part(() => import('../together'));

/** A review as it stands among other rounds. That part is here where this one is. */
export const RoundRow = later(together, it => it.RoundRow, Nothing);
