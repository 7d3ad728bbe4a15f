// The host’s page.
import { number, plural } from './numbers';

export const hostsOnly = 'This page is for hosts.';
export const noSuchRoom = 'There is no such page for hosts.';
/** The screens of the host’s page, and a line on each where it has no other. */
export const rooms = {
  invites: 'Invites',
  hiding: 'Hide and restore',
  meetings: 'Pods, gatherings and reviews',
  wall: 'The wall',
  download: 'Download everything',
  people: 'People',
  circle: 'Name, warmth and days',
  uses: 'What it uses',
  kin: 'Other circles',
  programs: 'Programs',
};
export const roomLines = {
  hiding: 'Traces and people',
  meetings: 'What exists and what comes',
  wall: 'The board on a large screen',
  download: 'To read, or to bring elsewhere',
  people: 'Hosts, lost phones, who left',
  circle: 'How it is set',
  uses: 'Each pattern can be switched off',
  kin: 'Those that grow from it, and its sisters',
  programs: 'What writes or reads here by itself',
};
export const openInvites = (count: number) =>
  count === 0 ? 'No invite is open' : plural(count, 'open invite', 'open invites');
export const someHidden = 'Something is hidden';
export const runsNow = (name: string) => `${name} runs now`;
export const comesNext = (name: string, when: string) => `${name}: ${when}`;
export const inviteLead =
  'One tap, and the whole hall can scan its code. Whoever comes in chooses a name and a colour.';
export const makeInvite = 'Make an invite';
export const inviteTerms = (days_: number, uses: number) =>
  `For ${plural(days_, 'day', 'days')} and ${plural(uses, 'person', 'people')}`;
export const inviteFor = (name: string) => `For ${name} to come in`;
export const joinsBy = (circle: string) => `Come in to ${circle}`;
export const scanIt = 'Point a phone’s camera at it.';
export const onlyHere = (port: string) =>
  `Only this computer can open this address. Phones need another: whoever runs the board starts it with “--listen 0.0.0.0:${port}”.`;
export const linkMeans = (name: string) =>
  `For ${name} alone: whoever opens it is signed in as them. It works once, within a day. Inside, under “Your devices”, they sign the lost phone out.`;
export const justMade = 'Just made';
export const showLarge = 'Show it large';
export const standingInvites = 'Open invites';
export const personalLinks = 'Links for one person';
export const label = 'What you call it';
export const labelHint = 'The card by the door';
export const holds = 'Holds for';
export const days = (count: number) => plural(count, 'day', 'days');
export const uses = 'Can be used';
export const anInvite = { member: 'An invite', host: 'An invite for hosts' };
/** What the server itself calls the invites that it makes. */
export const ownLabels: { [label: string]: string } = {
  'host link printed at start': 'The link printed for the host',
  'invite printed at start': 'The invite printed at the start',
  'the wall': 'The wall’s code',
};
export const role = { member: 'member', host: 'host' };
export const used = (uses: number, most: number) => `used ${number.format(uses)} of ${number.format(most)}`;
export const noInvites = 'No invite is open.';
export const revoke = 'Revoke';
export const revokeSure = 'Revoke this invite?';
export const revokeMeans = 'Nobody can come in by it any more.';
export const newestTraces = 'Newest';
export const hiddenTraces = 'Hidden';
export const noneHidden = 'Nothing is hidden.';
export const aPerson = 'A person, not a trace';
export const aPersonMeans = 'Remove somebody, or let them back';
export const lostPhone = 'Somebody lost their phone?';
export const lostPhoneMeans = 'A link for one person who is in already';
export const peopleLead = 'Tap a name: a link for a lost phone, the role of a host, or a way out and back.';
export const away = { left: 'left', removed: 'removed' };
export const imported = 'imported, not claimed';
export const lostTheirPhone = 'Lost their phone?';
export const lostMeans = (name: string) => `A link by which ${name} comes in on another one.`;
export const claimLink = 'Make a link';
export const claimMeans = (name: string) => `By it ${name} comes in, and what was imported is theirs.`;
export const makeHost = 'Make host';
export const makeHostMeans = 'Hosts let people in, hide traces and set the circle.';
export const makeMember = 'Make member';
export const makeMemberMeans = 'Then they are in the circle as everyone is.';
export const stepDownSure = 'Stop being a host?';
export const stepDownMeans = 'You can’t make yourself a host again: another host can.';
export const remove = 'Remove';
export const removeSure = (name: string) => `Remove ${name}?`;
export const removeMeans = 'Their traces stay, and you can let them back.';
export const letBack = 'Let back';
export const letBackMeans = (name: string) => `Then ${name} is in the circle again.`;
export const letBackByLink = (name: string) => `With a link by which ${name} comes in again, as themself.`;
export const settings = 'The circle';
export const seedCircle = 'Seed a circle';
export const timeToBud = 'This circle has grown';
export const timeToBudMeans =
  'With about a hundred and fifty, not everyone can know everyone any more. It may be time to seed a smaller one.';
export const budNotNow = 'Not now';
export const takeHomeLead = 'All traces of the circle, as they stand now. They are yours.';
export const exportZip = ['Everything, with photos', 'Both files below and all photos in one (ZIP)'] as const;
export const exportMd = ['To read', 'One text file (Markdown)'] as const;
export const exportJsonl = ['To bring to another Traceboard', 'One line for each trace (JSON Lines)'] as const;
export const takeHomeWithout =
  'Pods are not in it: each has its own, for those who are in it. Nor are words that were taken back, or answers to rounds.';
