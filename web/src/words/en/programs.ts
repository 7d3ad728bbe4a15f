// Programs, on the host’s page.
export const programsLead = 'What writes or reads here by itself: a board in the kitchen, a sensor, a script.';
export const leavingTraces = 'Programs that leave traces';
export const leavingTracesMeans =
  'A program leaves traces under a name of its own, marked as a program’s. It is no member: it reads nothing, sees nobody and counts nowhere.';
export const letInBy = (name: string) => `let in by ${name}`;
export const noPrograms = 'No program yet.';
export const programName = 'Its name';
export const programNameHint = 'Kitchen board';
export const letProgramIn = 'Let a program in';
export const tokenOnce = 'Give the program this token. It works like a password, and is shown this once.';
export const token = 'Token';
export const address = 'Where it leaves traces';
export const forExample = 'For example, from a command line';
export const exampleTrace = 'Bread is out of the oven';
export const copyOf = (what: string) => `Copy: ${what}`;
export const endProgram = 'End';
export const endOf = (name: string) => `End ${name}`;
export const endProgramSure = (name: string) => `End ${name}?`;
export const endProgramMeans = 'It leaves nothing more. What it left stays.';
export const aFeed = 'A feed to read elsewhere';
export const aFeedMeans =
  'The newest fifty traces for a feed reader or another page, without pods, promises and what is kept off the wall. Whoever has the address reads them; what is taken back may stay in what was read before.';
export const theFeed = (n: number) => `Feed ${n}`;
export const feedBy = (name: string) => `made by ${name}`;
export const noFeeds = 'No feed yet.';
export const makeFeed = 'Make an address';
export const feedOnce = 'Give this address to a feed reader. It is shown this once.';
export const feedAddress = 'Address of the feed';
export const revokeFeed = (n: number) => `Revoke feed ${n}`;
export const revokeFeedSure = 'Revoke this feed’s address?';
export const revokeFeedMeans = 'It shows nothing any more. What was read before stays where it is.';
export const webhooks = 'Webhooks';
export const webhooksMean =
  'Tell a server of yours what changes: a trace was left, reworded, or taken back or hidden. It gets what a wall may show, signed, and in order.';
export const noHooks = 'No webhook yet.';
export const hookBy = (name: string) => `added by ${name}`;
export const hookFails = (since: string) => `takes nothing since ${since}; it is tried again`;
export const hookOff = 'switched off, since nothing was taken for days';
export const hookOn = 'Switch on';
export const hookAddress = 'Where to tell it';
export const addHook = 'Add a webhook';
export const hookSecretOnce = 'Give the receiver this secret, by which it checks each message. It is shown this once.';
export const hookSecret = 'Secret';
export const removeHook = (to: string) => `Remove ${to}`;
export const removeHookSure = 'Remove this webhook?';
export const removeHookMeans = (to: string) => `Nothing more is sent to ${to}.`;
export const hookNowhere = 'Only an https address on the public internet can be told.';
