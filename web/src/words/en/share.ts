// A trace of a pod that its author shares.

export const share = 'Share with the circle';
export const shareSure = 'Share this trace with the circle?';
export const shared = 'It stands in the circle now.';
