import { effect, signal } from '@preact/signals';
import { note, secretOf } from './address';
import { closeSheet, sheet } from './desk';
import { focusOn } from './focus';

type Tab = 'warm' | 'quiet' | 'open' | 'together' | 'pods' | 'above' | 'search';

/** Where the page is; `pod`: in which pod of the circle. */
export type Route = (
  | { at: 'home' }
  | { at: 'now' | Tab; circle: string }
  | { at: 'gathering' | 'agreement'; circle: string; id: string }
  /** `id`: of a story, or the name of a host's screen. */
  | { at: 'stories' | 'host'; circle: string; id?: string }
  | { at: 'trail'; circle: string; seed: string; trace: string | null }
) & { pod?: string };

const id = '([0-9a-f-]{36})';
const tabs = '(warm|quiet|host|open|together|pods|above|stories|search)';
const pattern = new RegExp(
  `^/c/${id}(?:/pods/${id})?(?:/(?:${tabs}|(trail|gathering|agreement|stories)/${id}|host/([a-z]+))?)?\\W*$`,
);

/** Parses an address; an unknown one is home. */
export function read(path: string, query: string): Route {
  const found = pattern.exec(path.toLowerCase());
  if (!found) return { at: 'home' };
  const [, circle, pod, tab, of, seed, room] = found as unknown as [
    ...[string, string, string?, (Tab | 'stories' | 'host')?],
    ...[('trail' | 'gathering' | 'agreement' | 'stories')?, string?, string?],
  ];
  const place = { circle, ...(pod && { pod }) };
  if (of === 'trail') return { ...place, at: of, seed: seed!, trace: new URLSearchParams(query).get('at') };
  if (of) return { ...place, at: of, id: seed! };
  if (room) return { ...place, at: 'host', id: room };
  return { ...place, at: tab ?? 'now' };
}

export const route = signal<Route>(read(location.pathname, location.search));
/** The secret of an invite that the address brought, until it is used; of a mangled address all, until the door has read it (`mend.ts`). */
export const invite = signal<string | null>(takeInvite());

/**
 * Removes the secret from the address before it can be copied from there. The history entry keeps it, so that a reload
 * while joining does not lose it.
 */
function takeInvite(): string | null {
  const { href, pathname } = location;
  const secret = secretOf(href);
  // Removes tracking parameters, too.
  if (secret) note({ invite: secret }, pathname.toLowerCase());
  else note({}, here());
  const whole = read(pathname, '').at === 'home' ? href === `${location.origin}/` : secret || !/invite|%/i.test(href);
  return whole ? (secret ?? history.state?.invite ?? null) : href;
}

// Asked for before what stands below is there.
function here(): string {
  return location.pathname + location.search;
}

/** An address that keeps a dropped secret, since the browser refuses to write its history: *back* leads there again. */
let dropped = '';

/** The invite is used or of no use. */
export function dropInvite(): void {
  dropped = note({ invite: undefined }, here()) ? '' : location.href;
  invite.value = null;
}

/** The link that was followed at each step of the history. */
const followed: (HTMLElement | undefined)[] = [];

/** The depth of the page under an open sheet, which has a step of the history of its own: *back* closes it. */
let under: number | undefined;
/** Such a step is being left, which takes a moment; `next`: where to go from there. */
let leaving: { next?: () => void } | undefined;

const depthNow = (): number => history.state?.depth ?? 0;

/** A sheet that opens is a step of the history. One that closes otherwise takes that step back. */
function stepOver(): void {
  if (sheet.value && under === undefined) {
    note({ scroll: scrollY }, here());
    if (history.state?.sheet || note({ ...history.state, sheet: true }, here(), 'pushState')) under = depthNow();
  } else if (!sheet.value && under !== undefined) {
    // Not at once: another sheet may follow, or another place, which then takes the step for itself.
    queueMicrotask(() => !sheet.value && under !== undefined && stepBack());
  }
}

function stepBack(): void {
  if (leaving) return;
  // A link that was opened over it has taken its place.
  if (!history.state?.sheet) under = undefined;
  else {
    leaving = {};
    history.back();
  }
}

/** Goes to another place of the page by following `from`, remembering how far this one was scrolled. */
export function go(path: string, from?: HTMLElement): void {
  if (leaving) {
    leaving.next = () => go(path, from);
    return;
  }
  if (path !== here()) {
    const depth = depthNow();
    followed[depth] = from;
    if (under === undefined) note({ scroll: scrollY }, here());
    const step = under === undefined ? 'pushState' : 'replaceState';
    note({ depth: depth + 1, sheet: undefined, scroll: undefined }, path, step);
    under = undefined;
    closeSheet();
    const { pathname, search } = new URL(path, location.href);
    route.value = read(pathname, search);
    stand(0, from);
  }
  scrollTo(0, 0);
}

/**
 * After the place is drawn: restores its scroll position, and focuses `link`, or its heading if that is gone; `back`:
 * where a list was drawn anew, the link in it that leads where `link` did.
 */
function stand(scroll: number, link: HTMLElement | undefined, back?: boolean): void {
  requestAnimationFrame(() => {
    scrollTo(0, scroll);
    const same = back && !link?.isConnected && `main [href="${link?.getAttribute('href')}"]`;
    const found = same ? document.querySelector<HTMLElement>(same) : link;
    focusOn(found?.getClientRects().length ? found : document.querySelector('h1'));
  });
}

/** Goes back, or to `path` if the former page was not ours. */
export function back(path: string): void {
  if (history.state?.depth > 0) history.back();
  else go(path);
}

export function listen(): void {
  history.scrollRestoration = 'manual';
  // The sheet of a page that was loaded anew is gone, unless it is handed over.
  if (history.state?.sheet && !history.state.kept) {
    under = depthNow();
    stepBack();
  }
  effect(stepOver);
  addEventListener('popstate', event => {
    const { scroll = 0, depth = 0, sheet: step } = event.state ?? {};
    const [was, { next }] = [under, leaving ?? {}];
    const again = leaving && sheet.value;
    under = leaving = undefined;
    // Forward, to a sheet that is closed.
    if (step) return history.back();
    if (was === depth) {
      // Another one opened meanwhile.
      if (again) stepOver();
      else closeSheet();
      return next?.();
    }
    closeSheet();
    route.value = read(location.pathname, location.search);
    stand(scroll, followed[depth], true);
  });
  addEventListener('hashchange', () => {
    const secret = takeInvite();
    if (secret && location.href !== dropped) invite.value = secret;
  });
}

const tab = (name: string) => (circle: string) => `/c/${circle}/${name}`;
const one = (kind: string) => (circle: string, id: string) => `/c/${circle}/${kind}/${id}`;

export const paths = {
  now: tab(''),
  warm: tab('warm'),
  quiet: tab('quiet'),
  host: tab('host'),
  pods: tab('pods'),
  pod: (circle: string, pod: string) => `/c/${circle}/pods/${pod}/`,
  /** What someone could do. */
  open: tab('open'),
  together: tab('together'),
  above: tab('above'),
  search: tab('search'),
  gathering: one('gathering'),
  agreement: one('agreement'),
  stories: tab('stories'),
  story: one('stories'),
  /** The trail of a trace (the nearest, where it stands in several), at that trace. */
  trail: (circle: string, { id, seed = id }: { id: string; seed?: string }) =>
    `/c/${circle}/trail/${seed}${seed === id ? '' : `?at=${id}`}`,
};
