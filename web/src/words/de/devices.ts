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
