// One round; opening one, or a gathering.
export const whatFor = 'Wofür ist es?';
export const yourPrompt = 'Deine Frage';
export const givenAlong = 'So wird in dem Kreis gefragt, aus dem dieser kommt';
export const anotherPrompt = 'Noch eine Frage';
export const howLong = 'Wie lange ist sie offen?';
export const openFor = {
  all: 'bis alle geantwortet haben',
  hour: 'eine Stunde',
  evening: 'bis heute Abend',
  time: 'bis …',
};
export const until = 'Bis';
export const ask = 'Alle fragen';
export const gatheringName = 'Sein Name';
export const fromTime = 'Von';
export const toTime = 'Bis';
export const endsFirst = 'Es wäre zu Ende, bevor es beginnt.';
export const tooLong = 'Ein Treffen dauert höchstens 31 Tage.';
export const tooFar = 'Es kann innerhalb eines Jahres beginnen.';
export const timeSkipped = (instead: string) => `Dann werden die Uhren vorgestellt: es zählt als ${instead}.`;
export const timeTwice = 'Dann werden die Uhren zurückgestellt, und die Zeit kommt zweimal: es gilt die erste.';
export const gather = 'Öffnen';
export const answer = 'Antworten';
export const yourAnswer = 'Deine Antwort';
export const pass = 'Passen';
export const passAndRead = 'Passen und lesen';
export const onceYours =
  'Jedes Mitglied antwortet einmal. Was andere sagen, siehst du, wenn du geantwortet oder gepasst hast.';
export const overUnread = 'Diese Runde ist zu Ende. Passe, dann kannst du sie lesen.';
export const roundOver = 'zu Ende';
export const noAnswers = 'Noch hat niemand geantwortet.';
export const noAnswersEver = 'Niemand hat geantwortet.';
export const answersFailed = 'Die Antworten ließen sich noch nicht laden.';
export const moreAnswers = 'Mehr Antworten';
export const takeBack = 'Zurücknehmen';
export const takeBackSure = 'Deine Antwort zurücknehmen?';
export const theTrace = 'Daran anknüpfen';
export const endRound = 'Runde beenden';
export const endRoundSure = 'Die Runde für alle beenden?';
export const allAnswered = 'bis alle geantwortet haben';
export const noSuchRound = 'Diese Runde gibt es auf dem Board nicht.';
