import { Part } from '../../base/part';
import { later } from '../later';

/** The weave, one tap behind the pods. */
export const weave = new Part(() => import('../weave'));
export const Woven = later(weave, it => it.Woven);
