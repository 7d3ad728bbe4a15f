// What a host plans: gatherings, reviews and pods.
export const comingUp = 'Gatherings';
export const nothingComes = 'None runs, and none is planned.';
export const reviewDays = 'Agreements, and when each is reviewed';
export const setRhythm = 'Say when it meets';
export const noneCalled = 'No pod is called just now.';
export const podsAreTheirs = 'Any member calls one; only those in it see inside';
