import type { FunctionComponent } from 'preact';
import type { Session } from '../live/session';
import type { Route } from '../page/route';
import { later } from './later';
import {
  Above,
  Home,
  HostPage,
  One,
  OpenEnds,
  Pods,
  pods,
  QuietPage,
  SearchPage,
  Stories,
  Together,
  Warm,
} from './parts';
import { styled } from './styled';
import { TrailTop } from './trail-top';

const trail = styled(
  () => import('./trail'),
  it => it.trailSheet(),
);
const TrailPage = later(trail, it => it.TrailPage, TrailTop);

type Place = FunctionComponent<Route & { session: Session }> & { near: () => void };

/** What stands at a place, where that isn't on the first screen. Each takes what its own route holds. */
export const PLACES = {
  home: Home,
  warm: Warm,
  open: OpenEnds,
  together: Together,
  gathering: One,
  agreement: One,
  above: Above,
  quiet: QuietPage,
  search: SearchPage,
  pods: Pods,
  stories: Stories,
  trail: TrailPage,
  host: HostPage,
} as { [at in Route['at']]?: unknown } as { [at in Route['at']]?: Place };

/** Fetches what a place needs, ahead of going there. */
export const near = ({ at, pod }: Route): void => {
  PLACES[at]?.near();
  if (pod) pods.near();
};

/** Fetches where one goes from the first screen. */
export const onStay = trail.near;
