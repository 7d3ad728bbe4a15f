import { Part } from '../../base/part';
import { later } from '../later';

/** What lies over a pod or its circle's pods: a tap further than they are. */
export const sheets = new Part(() => import('./sheets'));
export const About = later(sheets, it => it.About);
export const Call = later(sheets, it => it.Call);
