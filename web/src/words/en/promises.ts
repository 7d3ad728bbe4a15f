// What somebody will do, and by when.

export const iWill = (day: string) => `I will, by ${day}`;
export const iWillToday = 'I will, today';
export const whatWillYouDo = 'I will…';
export const addPromise = 'I will…';
export const byWhen = 'By when';
export const otherDay = 'Pick a day';
export const anotherDay = 'Another day';
export const iDidIt = 'I did it';
export const keepsIt = 'With this I did it';
export const letGo = 'Let it go';
export const letGoSure = 'Let this promise go?';
export const notToday = 'Not now';
export const youPromised = (day: string) => `You said: by ${day}`;
export const dayOver = 'Its day is over, or more than six weeks ahead. Choose another.';
