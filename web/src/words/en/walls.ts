// The walls of a circle, on the host's page.
export const wallsLead =
  'The newest traces in large letters, for everyone in the hall. Open the link in a browser that fills a large screen. It can only look: it shows no list of members, no pods and nothing that is kept off the wall.';
export const makeWall = 'Make a link for a wall';
export const wallLinkOnce = 'Open this on the large screen. Shown this once.';
export const theWall = (number: number) => `Wall ${number}`;
export const wallBy = (name: string) => `made by ${name}`;
export const wallDelay = 'A trace appears';
export const wallDelays = {
  0: 'at once',
  15000: 'after 15 seconds',
  60000: 'after a minute',
  300000: 'after five minutes',
} as const;
export const wallDelayOther = (seconds: number) => `after ${seconds} seconds`;
export const wallDelayMeans = 'Until then its author can take it back, and a host can hide it.';
export const wallCode = 'Show a code to come in';
export const wallCodeMeans = 'Whoever sees the wall can join. Switching it off revokes that invite.';
export const pauseWall = 'Pause';
export const resumeWall = 'Go on';
export const wallPaused = 'paused: it shows no traces';
export const wallLive = 'shows the newest traces';
export const revokeWall = 'Revoke';
export const revokeWallSure = 'Revoke this wall’s link?';
export const revokeWallMeans = 'The wall goes dark at once. It needs a new link to come back.';
export const noWalls = 'No wall yet.';
