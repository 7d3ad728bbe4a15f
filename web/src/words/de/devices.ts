// The browsers and programs by which one is signed in.
export const devices = 'Deine Geräte';
export const deviceHere = 'Dieser Browser';
export const deviceOther = 'Ein anderer Browser oder ein Programm';
export const deviceUsed = (since: string, used: string) => `Seit dem ${since} · zuletzt benutzt: ${used}`;
export const deviceEnd = 'Abmelden';
export const deviceEndSure = 'Dieses Gerät abmelden?';
export const deviceEndMeans = 'Wer es in der Hand hat, braucht einen Link, um zurückzukommen.';
export const deviceEndOthers = 'Alle anderen abmelden';
export const deviceEndOthersSure = 'Alle deine anderen Geräte abmelden?';

// Being told that somebody built on a trace of one's own.
export const tellMe = 'Sag mir Bescheid';
export const tellWhen = 'Wenn jemand auf einer Spur von mir aufbaut, in diesem Browser';
export const tellPush = 'Eine Benachrichtigung, die sagt, wer es war. Anderes wird nie geschickt.';
export const tellPlain = 'Benachrichtigungen brauchen eine Adresse mit https.';
export const tellAtHome = 'Dieser Browser zeigt Benachrichtigungen erst, wenn das Board auf dem Startbildschirm liegt.';
export const tellDenied = 'Dieser Browser ist so eingestellt, dass er von diesem Board keine Benachrichtigungen zeigt.';
export const tellNobody = 'Dieser Server schickt keine Benachrichtigungen.';
export const tellMark =
  'Stattdessen markiert diese Seite ihren Tab, solange du woanders hinsiehst, und sagt dir danach, wer es war.';
export const tellFailed =
  'Dieser Browser kann Benachrichtigungen gerade nicht einschalten. Versuche es später noch einmal oder in einem anderen Netz.';
