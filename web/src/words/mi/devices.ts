// The browsers and programs by which one is signed in.
export const devices = 'Ōu pūrere';
export const deviceHere = 'Tēnei pūtirotiro';
export const deviceOther = 'Tētahi atu pūtirotiro, pūmanawa rānei';
export const deviceUsed = (since: string, used: string) => `Mai i te ${since} · i whakamahia i ${used}`;
export const deviceEnd = 'Takiputaina';
export const deviceEndSure = 'Ka takiputaina taua pūrere?';
export const deviceEndMeans = 'Me whai hono te tangata kei a ia taua pūrere e hoki mai ai ia.';
export const deviceEndOthers = 'Takiputaina ērā atu katoa';
export const deviceEndOthersSure = 'Ka takiputaina ērā atu pūrere katoa āu?';
