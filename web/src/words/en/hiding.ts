// What a host does about a trace.

export const hide = 'Hide';
export const hideSure = 'Hide this trace?';
export const restore = 'Restore';
export const hideWhy = 'Why?';
export const hideReasons = [
  'Somebody in it may not want that.',
  'It hurts somebody.',
  'It isn’t about what we do here.',
  'It stands here twice.',
];
export const hideOwnWords = 'Or in your own words';
export const hideMeans =
  'Its author is told that it was hidden, and why, and can still read it. Nobody else but hosts can.';
