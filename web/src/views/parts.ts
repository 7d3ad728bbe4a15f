// What isn't on the first screen. Each comes with its own words when it is near; the sheet of style has them all.
import type { Route } from '../page/route';
import { later, Nothing } from './later';
import { TrailTop } from './trail-top';

const besides = () => import('./beside');
export const Away = later(() => besides().then(it => it.Away), Nothing);
export const Beside = later(() => besides().then(it => it.Beside), Nothing);
export const Warm = later(() => besides().then(it => it.Warm));
export const TrailPage = later(() => import('./trail/page').then(it => it.TrailPage), TrailTop);
export const HostPage = later(() => import('./host/page').then(it => it.HostPage));
export const Here = later(() => import('./people').then(it => it.Here));
export const Profile = later(() => import('./people').then(it => it.Profile));
export const Door = later(() => import('./door').then(it => it.Door));
export const Home = later(() => import('./door').then(it => it.Home));
export const Closed = later(() => import('./door').then(it => it.Closed));

/** What a place needs beside the first screen. */
const AT: Partial<Record<Route['at'], { near: () => void }>> = {
  home: Home,
  warm: Warm,
  trail: TrailPage,
  host: HostPage,
};

/** Fetches what a place needs, ahead of going there. */
export const near = ({ at }: Route): void => AT[at]?.near();
