// Who is here, and oneself.
import { waitingCount } from './board';

export const language = 'Language';
export const yourName = 'Your name';
export const yourColour = 'Your colour';
export const colours = [
  'teal',
  'rust',
  'violet',
  'olive',
  'moss',
  'rose',
  'blue',
  'umber',
  'red',
  'slate',
  'plum',
  'green',
];
export const youNamed = (name: string) => `${name} (you)`;
export const otherDevice = 'Another device';
export const makeLink = 'Make a link for it';
export const signOut = 'Sign out';
export const signOutSure = 'Sign out of this browser?';
export const signOutMeans = 'To come back you will need a link.';
export const signOutLoses = (count: number) => `${waitingCount(count)}: signing out drops what has not gone out.`;
export const rest = 'Resting';
export const restYes = 'Rest for a while';
export const restLead = 'No reason needed. Your face shows it, and you are back as soon as you do something.';
export const restingNow = 'You are resting. Whatever you do next ends it.';
export const leaveCircle = 'Leave the circle';
export const leaveSure = 'Leave this circle?';
export const leaveMeans = [
  'Your traces stay, under your name. What shouldn’t stay, take back before.',
  'You are signed out on all your devices, and you are out of your pods.',
  'The others see that you left.',
  'If you want to come back, a host lets you in again by a link, as yourself.',
];
export const onlyHost = 'You are the only host. Make somebody else a host first, then you can leave.';
export const toPeople = 'Choose somebody';
export const theLink = 'The link';
export const qrOf = 'The link as a QR code';
export const shownOnce = 'Shown only now.';
export const copy = 'Copy';
export const shareLink = 'Share';
export const copied = 'Copied.';
export const selected = 'This browser copies nothing by itself. The text is selected: copy it from there.';
