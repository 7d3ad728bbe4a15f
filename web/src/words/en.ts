// Every word of the page, in English. Each is a constant of its own: the page holds them without their names.
import type { Code } from '../protocol';

const number = new Intl.NumberFormat('en');
const list = new Intl.ListFormat('en');
const plural = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`;

/** What to tell a person about a refusal; a code that isn't here has the last sentence. */
const refusals: Partial<Record<Code, string>> = {
  bad_text: 'Too long, or with signs that no page can show.',
  not_signed_in: 'You are not signed in here any more. Ask a host for a link.',
  not_a_member: 'You are not with this circle any more.',
  unknown_trace: 'The board doesn’t hold that trace.',
  unknown_invite: 'This link opens nothing. Is a part of it missing?',
  invite_expired: 'This link’s time is over. Ask for a fresh one.',
  invite_used_up: 'This link is used up. Ask for a fresh one.',
  invite_revoked: 'A host took this link back. Ask for a fresh one.',
  too_late: 'The ten minutes for rewording are over.',
  withdrawn: 'Its author took that trace back.',
  hidden: 'A host hid that trace.',
  last_host: 'A circle keeps at least one host.',
  too_many_requests: 'That was a lot at once. Try again in a moment.',
};

export const locale = 'en';
export const product = 'Traceboard';
export const whatThisIs = 'A live board for a circle of people. Do your thing, leave a trace, build on someone’s.';
export const askForLink = 'Ask someone in your circle for a link.';
export const yourCircles = 'Your circles';

export const invited = 'You are invited to';
export const welcomeBack = 'Welcome back,';
export const oneMoment = 'One moment…';
export const noWay = 'No way in here';
export const joinLead = 'Choose a name and a colour. That is all: no e-mail, no password.';
export const signInLead = (circle: string) => `This link signs you in to ${circle} in this browser.`;
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
export const join = (circle: string) => `Join ${circle}`;
export const signIn = 'Come in';
export const notIn = 'You are not signed in here';
export const notInLead = 'Open your link in this browser, or ask a host for one.';
export const removed = refusals.not_a_member!;
export const removedLead = 'Your traces stay on the board. A host can let you back in.';
export const noCircle = 'There is no such circle here';
export const noCircleLead = 'Perhaps the link is old, or belongs to another server.';
export const tryAgain = 'Try again';
export const unreachable = 'The board can’t be reached just now.';
export const unread = 'This page is too old for this board. Load it again.';

export const views = 'Views';
export const now = 'Now';
export const warmTrails = 'Warm trails';
export const host = 'Host';
export const word = {
  live: 'live',
  'catching up': 'catching up',
  offline: 'offline',
  crowded: 'open in too many tabs',
};
export const waitingCount = (count: number) => `${number.format(count)} waiting`;
export const here = (count: number) => `${number.format(count)} here`;
export const whoIsHere = 'Who is here';
export const youNamed = (name: string) => `${name} (you)`;
export const andMore = (count: number) => `${number.format(count)} more`;
export const onlyMemory = 'This window keeps nothing: stay until it has gone out.';

export const feed = 'Traces, newest first';
export const newPill = (count: number) => `${number.format(count)} new`;
export const newOnes = (count: number) => plural(count, 'new trace', 'new traces');
export const arrivedOne = (name: string, text: string) => `${name}: ${text}`;
export const emptyFeed = 'Nothing here yet. What did you do? Leave the first trace.';
export const older = 'Older traces';
export const olderFailed = 'Couldn’t load older traces. Try again';
export const justNow = 'just now';
export const today = 'today';
export const yesterday = 'yesterday';

export const someone = 'Someone';
export const you = 'You';
export const buildsOn = 'builds on';
export const and = ' and ';
export const earlier = 'an earlier trace';
export const reworded = 'reworded';
export const fromFile = 'from a file';
export const waiting = 'waiting';
export const refused = 'not left';
export const gone = { withdrawn: 'Taken back by its author.', hidden: 'Hidden by a host.' };
export const someoneCould = 'Someone could';
export const anOpenEnd = 'an open end';
export const grew = (count: number) => `${number.format(count)} grew from this`;
export const buildOn = 'Build on';
export const warm = 'Warm';
export const warmed = 'Warmed';
export const more = 'More';
export const seeTrail = 'See its trail';
export const reword = 'Reword';
export const withdraw = 'Take back';
export const withdrawSure = 'Take this trace back?';
export const hide = 'Hide';
export const hideSure = 'Hide this trace?';
export const restore = 'Restore';
export const edit = 'Edit';
export const discard = 'Discard';
export const cancel = 'Cancel';
export const close = 'Close';
export const save = 'Save';
export const saved = 'Saved.';
export const onward = 'Go to the board';

export const openEnds = 'Someone could…';
export const fromTrace = (name: string) => `held out by ${name}`;
export const whileAway = 'While you were away, this grew from yours';
export const fromYours = (text: string) => `on your “${text}”`;

export const leaveTrace = 'Leave a trace';
export const leave = 'Leave';
export const whatDidYouDo = 'What did you do?';
export const addOpenEnd = 'Someone could…';
export const openEndHint = 'what could come next?';
export const also = '+ also';
export const buildOnSome = '+ build on…';
export const dropParent = 'Don’t build on this one';

export const emptyTrails = 'No trails yet.';
export const aTrail = 'A trail';
export const people = (names: string[], size: number) => `${plural(size, 'trace', 'traces')}, by ${list.format(names)}`;
export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'person', 'people')} · ${lasting} · ${plural(size, 'trace', 'traces')}`;
export const back = 'Back';
export const buildOnThis = 'Build on this';
export const couldGoOn = 'it could go on from here';
export const moreTraces = (count: number) => plural(count, 'more trace', 'more traces');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'other', 'others')] : names);
export const wovenFrom = (name: string, text: string) => `from ${name}’s trail: ${text}`;
export const joinedBy = (name: string, text: string) => `joined by ${name}: ${text}`;
export const followBranch = 'Follow this branch';
export const trailCut = 'These are its newest thousand traces.';

export const yourself = 'You in this circle';
export const otherDevice = 'Another device';
export const makeLink = 'Make a link for it';
export const signOut = 'Sign out';
export const signOutSure = 'Sign out of this browser?';
export const signOutMeans = 'To come back you will need a link.';
export const signOutLoses = (count: number) => `${waitingCount(count)}: signing out drops what has not gone out.`;
export const leaveCircle = 'Leave the circle';
export const leaveSure = 'Leave this circle?';
export const leaveMeans = removedLead;
export const theLink = 'The link';
export const qrOf = 'The link as a QR code';
export const shownOnce = 'Shown only now.';
export const copy = 'Copy';
export const copied = 'Copied.';

export const hostsOnly = 'This page is for hosts.';
export const invites = 'Invites';
export const inviteFor = (name: string) => `For ${name} to come in`;
export const label = 'What you call it';
export const labelHint = 'The card by the door';
export const holds = 'Holds for';
export const days = (count: number) => plural(count, 'day', 'days');
export const uses = 'Can be used';
export const role = { member: 'member', host: 'host' };
export const makeInvite = 'Make an invite';
export const used = (uses: number, most: number) => `used ${number.format(uses)} of ${number.format(most)}`;
export const ends = (when: string) => `ends ${when}`;
export const noInvites = 'No invite is open.';
export const revoke = 'Revoke';
export const revokeSure = 'Revoke this invite?';
export const revokeMeans = 'Nobody can come in by it any more.';
export const members = 'Members';
export const away = { left: 'left', removed: 'removed' };
export const imported = 'imported, not claimed';
export const linkFor = 'Link';
export const makeHost = 'Make host';
export const makeMember = 'Make member';
export const remove = 'Remove';
export const removeSure = (name: string) => `Remove ${name}?`;
export const removeMeans = 'Their traces stay, and you can let them back.';
export const letBack = 'Let back';
export const settings = 'The circle';
export const circleName = 'Its name';
export const fadesIn = 'Warmth halves in';
export const halfLife = (hours: number) =>
  hours < 1
    ? plural(Math.round(hours * 60), 'minute', 'minutes')
    : hours < 48
      ? plural(hours, 'hour', 'hours')
      : plural(Math.round(hours / 24), 'day', 'days');
export const takeHome = 'Download everything';
export const takeHomeLead = 'All traces: to read, or to bring to another Traceboard.';
export const exportMd = 'To read (Markdown)';
export const exportJsonl = 'To import (JSONL)';

export const why = (code: Code): string => refusals[code] ?? 'The board didn’t take this.';
