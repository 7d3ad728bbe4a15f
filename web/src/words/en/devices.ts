// The browsers and programs by which one is signed in.
export const devices = 'Your devices';
export const deviceHere = 'This browser';
export const deviceOther = 'Another browser or program';
export const deviceUsed = (since: string, used: string) => `Since ${since} · last used in ${used}`;
export const deviceEnd = 'Sign it out';
export const deviceEndSure = 'Sign that device out?';
export const deviceEndMeans = 'Whoever has it in hand needs a link to come back.';
export const deviceEndOthers = 'Sign all others out';
export const deviceEndOthersSure = 'Sign all your other devices out?';
