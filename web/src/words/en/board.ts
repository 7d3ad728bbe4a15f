// On the first screen: the circle, its feed, and what the connection is like.
import { number } from './numbers';

export const searchTraces = 'Search';
export const locale = 'en';
export const product = 'Traceboard';
export const views = 'Views';
export const now = 'Now';
export const warmTrails = 'Warm trails';
export const host = 'Host';
export const pods = 'Pods';
export const word = {
  live: 'live',
  'catching up': 'catching up',
  offline: 'offline',
  crowded: 'open in too many tabs',
};
export const putOff = 'can’t save just now';
export const waitingCount = (count: number) => `${number.format(count)} waiting`;
export const here = (count: number) => `${number.format(count)} here`;
export const whoIsHere = 'Who is here';
export const yourself = 'You in this circle';
export const andMore = (count: number) => `${number.format(count)} more`;
export const onlyMemory = 'This browser keeps nothing: leave this page open until it is sent.';
export const leaveTrace = 'Leave a trace';
export const feed = 'Traces, newest first';
export const newPill = (count: number) => `${number.format(count)} new`;
export const emptyFeed = 'Nothing here yet. What did you do? Leave the first trace.';
export const justNow = 'just now';
export const today = 'today';
export const yesterday = 'yesterday';
export const tomorrow = 'tomorrow';
export const ends = (when: string) => `ends ${when}`;
export const tryAgain = 'Try again';
export const coming = 'The board is coming …';
export const unreachable = 'The board can’t be reached just now.';
export const openEnds = 'Someone could…';
export const fromTrace = (name: string) => `${name} held it out`;
export const onward = 'Go to the board';
export const goneQuiet = 'Gone quiet';
export const resting = 'resting';
export const close = 'Close';
export const back = 'Back';
export const aTrail = 'A trail';
export const partFailed = 'Couldn’t load this yet.';
export const together = 'Together';
