// Where a trace is written.
import { plural } from './numbers';

export const leave = 'Leave';
export const whatDidYouDo = 'What did you do?';
export const addOpenEnd = 'Someone could…';
export const offWall = 'Not on the wall';
export const openEndHint = 'what could come next?';
export const also = '+ also';
export const buildOnSome = '+ build on…';
export const findTrace = 'Find a trace';
export const noTraceFound = 'No trace has these words.';
export const dropParent = 'Don’t build on this one';
export const wentOut = 'This is on its way: its words can still be changed.';
export const discard = 'Discard';
export const leftInPod =
  'You are not in that pod any more, so this was not left there. Leave it in the circle, or copy it.';
export const whichJoint = 'Which joint?';
export const jointLead = 'Between whom does it happen?';
export const whatDidWeLearn = 'What did we learn?';
export const inFeed = 'Tap them in the feed';
export const isLeft = 'Your trace is left.';
export const goesLater = 'You are offline. It waits in this browser, and goes out by itself.';
export const room = (left: number) => `${plural(left, 'character', 'characters')} left`;
export const noRoom = 'It is too long.';
export const isGone = 'Taken back or hidden since.';
