// What a host does about a trace.
export const hide = 'Verbergen';
export const hideSure = 'Diese Spur verbergen?';
export const restore = 'Wieder zeigen';
export const hideWhy = 'Warum?';
export const hideReasons = [
  'Jemand, um den es darin geht, will das vielleicht nicht.',
  'Sie verletzt jemanden.',
  'Es geht nicht um das, was wir hier tun.',
  'Sie steht zweimal da.',
];
export const hideOwnWords = 'Oder in eigenen Worten';
export const hideMeans =
  'Wer sie hinterlassen hat, erfährt, dass sie verborgen wurde und warum, und kann sie noch lesen. Sonst können das nur Hosts.';
