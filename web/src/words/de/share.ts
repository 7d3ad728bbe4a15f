// A trace of a pod that its author shares.
export const share = 'Mit dem Kreis teilen';
export const shareSure = 'Diese Spur mit dem Kreis teilen?';
export const shared = 'Sie steht jetzt im Kreis.';
