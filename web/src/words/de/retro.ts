// Looking back together: cards, tries, what was learned.
export const retroName = 'Rückblick';
export const retroWhen = { hour: 'jetzt, eine Stunde', two: 'jetzt, zwei Stunden', time: 'ein andermal' };
export const whenIsIt = 'Wann?';
export const openRetro = 'Öffnen';
export const retroLead =
  'Jedes Mitglied schreibt eine Zeile je Karte und sieht die der anderen, wenn die eigenen da sind. Dann legt ihr zusammen, was zusammengehört.';
export const linePerCard = 'Jede Zeile ist eine Karte.';
export const tooManyLines = (most: number) => `Höchstens ${most} Zeilen: das reicht für eine Frage.`;
export const tapWhere = 'Tippe auf die Karte, zu der sie gehört.';
export const takeOut = 'Herausnehmen';
export const neverMind = 'Doch nicht';
export const iTryThis = 'Ich mache das';
export const putTogether = 'Zusammengelegt.';
export const tookOut = 'Herausgenommen.';
export const noCards = 'Hier ist nichts.';
export const willDo = (name: string, when: string) => `${name}, ${when}`;
export const byDay = (day: string) => `bis ${day}`;
export const done = 'getan';
export const lastTries = 'Was ihr letztes Mal probieren wolltet';
export const lastUnread = 'Letztes Mal warst du nicht da. Passe, dann kannst du lesen, was zu probieren war.';
export const stillPromised = 'Versprochen und noch offen';
export const sayLearned = 'Sag, was ihr gelernt habt';
export const learnedSoFar = 'Was ihr gelernt habt';
