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

// Being told that somebody built on a trace of one's own.
export const tellMe = 'Tell me';
export const tellWhen = 'When somebody builds on a trace of mine, in this browser';
export const tellPush = 'One notification that says who it was. Nothing else is ever sent.';
export const tellPlain = 'Notifications need an address with https.';
export const tellAtHome = 'This browser shows notifications only once the board is on the home screen.';
export const tellDenied = 'This browser is set to show no notifications of this board.';
export const tellNobody = 'This server sends no notifications.';
export const tellMark =
  'Instead this page marks its tab while you look elsewhere, and says who it was when you are back.';
export const tellFailed =
  'This browser can’t sign up for notifications just now. Try again later, or on another network.';
