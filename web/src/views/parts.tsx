// What isn't on the first screen. Each comes with its own words when it is near, those of the patterns with the sheet that they share.
import { Part } from '../base/part';
import { part as soonPart } from '../link/line';
import { later, Nothing } from './later';
import { Nameless, NoneAsked } from './nameless';
import { NoNext } from './no-next';
import { styled } from './styled';

const acts = styled(
  () => import('./acts'),
  it => it.composeSheet(),
);
/** The trails and open ends: a desk has them beside the newest traces, a phone on places of their own. */
const trails = new Part(() => import('./beside'));
const people = new Part(() => import('./people'));
/** Agreements, shown beside other content. */
export const agreements = styled(() => import('./agreements'));
const door = new Part(() => import('./door'));
export const host = styled(() => import('./host'));
const stories = styled(() => import('./stories'));
export const together = styled(() => import('./together'));
const lift = styled(() => import('./lift'));
export const meets = styled(() => import('./meets'));
const quiet = styled(() => import('./quiet'));
const seek = styled(() => import('./search'));
export const pods = styled(() => import('./pods'));

export const Aside = later(acts, it => it.Aside, Nothing);
export const Composer = later(acts, it => it.Composer);
export const AskedAlone = later(acts, it => it.AskedAlone, Nothing);
export const Extras = later(acts, it => it.Extras, Nothing);
export const Sure = later(acts, it => it.Sure);
export const Unsent = later(acts, it => it.Unsent, Nothing);
/** Its place is as high as it will be. */
const AsHigh = () => <p class="will" />;
export const Waits = later(acts, it => it.Waits, Nothing);
export const Will = later(acts, it => it.Will, AsHigh);
export const Agreed = later(agreements, it => it.Agreed, AsHigh);
export const Told = later(stories, it => it.Told, AsHigh);
export const From = later(stories, it => it.From, AsHigh);
export const Beside = later(trails, it => it.Beside, Nothing);
export const Older = later(soonPart, it => it.Older, Nothing);
export const OpenEnds = later(trails, it => it.OpenEnds);
export const QuietPage = later(quiet, it => it.QuietPage);
export const SearchPage = later(seek, it => it.SearchPage);
export const Return = later(soonPart, it => it.Return);
export const Warm = later(trails, it => it.Warm);
export const Closed = later(door, it => it.Closed);
export const Door = later(door, it => it.Door);
export const Home = later(door, it => it.Home);
export const HostPage = later(host, it => it.HostPage);
export const Here = later(people, it => it.Here);
export const Profile = later(people, it => it.Profile);
export const Running = later(together, it => it.Running, Nameless);
export const Asked = later(together, it => it.Asked, NoneAsked);
export const Together = later(together, it => it.Together);
/** A gathering, or an agreement. */
export const One = later(together, it => it.One);
export const Above = later(lift, it => it.Above);
export const PodPlace = later(pods, it => it.PodPlace);
export const Pods = later(pods, it => it.Pods);
export const Next = later(meets, it => it.Next, NoNext);
export const Stories = later(stories, it => it.Stories);

/** Prefetches what one tap on the first screen can need. */
export const onTouch = acts.near;
export const nearDoor = door.near;
