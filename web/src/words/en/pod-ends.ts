// What becomes of a pod.

export const restPod = 'Let it rest';
export const closePod = 'Close the pod';
export const closeSure = 'Close this pod for ever?';
export const closeMeans = 'Nothing can be added then. Its members can still read it and take it home.';
