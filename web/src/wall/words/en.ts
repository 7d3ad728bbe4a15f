// The words of the wall's page, which is a page of its own.
export const en = {
  title: (circle: string) => `${circle}: the wall`,
  someone: 'Someone',
  now: 'now',
  buildsOn: (names: string) => `builds on ${names}`,
  fromFile: 'from a file',
  program: 'program',
  someoneCould: 'Someone could',
  stillWarm: 'Still warm',
  openEnd: (name: string) => `left open by ${name}`,
  join: 'Come in',
  joinAlt: 'QR code to come into the circle',
  empty: 'Nothing here yet.',
  emptyHint: 'The first trace will appear on this wall.',
  paused: 'The wall rests.',
  pausedHint: 'A host has paused it. Traces come back by themselves.',
  beginning: 'One moment …',
  silent: 'This wall can’t reach its server. It goes on trying.',
  offline: (since: string) => `no network since ${since}`,
  gone: 'This link shows nothing any more.',
  goneHint: 'A host revoked it. A new link comes from a host’s page, under “The wall”.',
  unclear: 'This link is not whole.',
  none: 'This wall has no link yet.',
  noneHint: 'A host makes one on the host’s page, under “The wall”. Open it here.',
};

export type WallWords = typeof en;
