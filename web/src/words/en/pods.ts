// Pods: a few people, an intention and an end.
import { list, plural } from './numbers';

export const podsLead = 'Two to eight people, an intention, and an end. Only those who are in a pod see what is in it.';
export const callPod = 'Call a pod';
export const noPods = 'No pod is called just now. Whoever wants to try something together calls one.';
export const olderPods = 'Earlier ones';
export const yourPods = 'Yours';
export const openPods = 'To step into';
export const youCalled = 'called by you';
export const invitedTo = 'You are invited';
export const calledBy = (name: string) => `called by ${name}`;
export const placesLeft = (count: number) =>
  count <= 0 ? 'no place left' : plural(count, 'place left', 'places left');
export const untilDay = (day: string) => `until ${day}`;
export const lastDayWas = (day: string) => `its last day was ${day}`;
export const podState = { open: '', resting: 'resting', closed: 'closed' };
export const meetsAs = (every: string, day: string, at: string) => `${every}, ${day} ${at}`;
export const stepIn = 'Step in';
export const invitesYou = (name: string) => `${name} invites you`;
export const invitesToPod = (name: string) => `${name} invites you to a pod`;
export const noThanks = 'No, thanks';
export const notInPod = 'You are not in this pod.';
export const noLonger = 'You are not in this pod any more.';
export const toPods = 'To the pods';
export const aPod = 'A pod';
export const aboutPod = 'This pod';
export const inIt = (names: string[]) => list.format(names);
export const goOnUntil = (day: string) => `Go on until ${day}`;
export const podIsOver = (day: string) => `This pod’s last day was ${day}. What becomes of it?`;
export const podEnds = 'Today is this pod’s last day. What becomes of it?';
export const closingRound = 'A closing round';
export const podClosed = 'This pod is closed. What it holds stays readable for those who are in it.';
export const podRests = 'This pod rests. It wakes as soon as someone leaves a trace.';

export const podsHeld =
  'You came in by a host’s link. A pod that you are in opens here once somebody in it says that it is you: ask one of them.';
export const cameByLink = (name: string) =>
  `${name} came in by a host’s link. Only if you know that it is really them, let them read here.`;
export const youCameByLink =
  'Somebody came in as you by a host’s link. If that wasn’t you, ask your hosts to take the link back.';
export const itIsThem = 'It’s them';
export const itWasMe = 'It was me';

export const mayBeTold = 'Someone would like to tell this outside the pod';
export const mayBeToldMeans = 'If you let it out, it stands in the circle as a trace of yours. If not, nobody is told.';
export const letItOut = 'Let it out';
export const keepItHere = 'Keep it here';
