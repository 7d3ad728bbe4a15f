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

// Being told that somebody built on a trace of one's own.
export const tellMe = 'Whakamōhiotia mai';
export const tellWhen = 'Ina hanga tētahi i runga i tētahi tapuwae āku, i tēnei pūtirotiro';
export const tellPush = 'Kotahi te pānui, e kī ana ko wai. Kāore he mea kē atu e tukuna.';
export const tellPlain = 'Me https te wāhitau mō ngā pānui.';
export const tellAtHome = 'Ka whakaatu pānui tēnei pūtirotiro ina noho te papa ki te mata kāinga anake.';
export const tellDenied = 'Kua whakaritea tēnei pūtirotiro kia kaua e whakaatu pānui mō tēnei papa.';
export const tellNobody = 'Kāore tēnei tūmau e tuku pānui.';
export const tellMark =
  'Kāti, ka tohua e tēnei whārangi tōna ripa i te wā kei wāhi kē koe, ā, ka kī mai ko wai i tō hokinga mai.';
export const tellFailed =
  'Kāore e taea e tēnei pūtirotiro ngā pānui te whakakā ināianei. Whakamātau anō ā muri ake, i tētahi atu whatunga rānei.';
