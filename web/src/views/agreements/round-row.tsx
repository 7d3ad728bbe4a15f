import { Part } from '../../base/part';
import { later, Nothing } from '../later';

const together = new Part(() => import('../together'));

/** A review in a list of rounds. Where this part is loaded, that of rounds is, too. */
export const RoundRow = later(together, it => it.RoundRow, Nothing);
