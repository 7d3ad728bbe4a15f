import { Part } from '../../base/part';
import { later } from '../later';

/** Who builds with whom: a tap further than the pods are. */
export const weave = new Part(() => import('../weave'));
export const Woven = later(weave, it => it.Woven);
