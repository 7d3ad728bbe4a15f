// One agreement, and what is done about it.
export const whyNot = 'Warum';
export const noSuchAgreement = 'Diese Vereinbarung gibt es auf dem Board nicht.';
export const steps = { awareness: 'wir bemerken', test: 'wir probieren', mastery: 'wir leben es' };
export const stagesOf = 'Wie weit sie ist';
export const tryUntil = 'Bis wann probieren wir sie?';
export const whoBegins = 'Wer sie vorgeschlagen hat oder ein Host beginnt die Probe.';
export const review = 'Noch einmal ansehen';
export const reviewSure = 'Alle fragen: behalten, ändern oder loslassen?';
export const reviewWaits = 'Um alle zu fragen, braucht es ein Netz.';
export const noReviews = 'Runden sind hier ausgeschaltet, darum lässt sie sich nicht noch einmal ansehen.';
export const unanswered = 'Letztes Mal hat niemand geantwortet. Sie bleibt, wie sie ist, bis jemand es tut.';
export const whoConcludes = 'Wer gefragt oder sie vorgeschlagen hat oder ein Host sagt nun, was daraus folgt.';
export const concludeAs = {
  test: ['Weiter probieren', 'bis zu einem anderen Tag'],
  mastery: ['Sie leben', 'sie hat gezeigt, dass sie trägt'],
  changed: ['Sie ändern', 'sie geht in anderen Worten weiter'],
  let_go: ['Sie loslassen', 'sie hat ihren Dienst getan, oder sie war nichts für euch'],
} as const;
export const becomesNone = 'Erst muss jemand vorschlagen, was aus ihr wird.';
export const becomes = 'Sie geht weiter als';
export const reviewAgain = 'Wann seht ihr sie wieder an?';
export const noDay = 'noch kein Tag';
export const reviewIn = [
  [1, 'morgen'],
  [7, 'in einer Woche'],
  [14, 'in zwei Wochen'],
  [28, 'in einem Monat'],
  [91, 'in drei Monaten'],
] as const;
export const otherReview = 'ein anderer Tag';
export const concludeIt = 'So ist es';
export const insteadLead = 'Sie steht neben dieser, bis ihr noch einmal hinseht und beschließt, mit ihr weiterzugehen.';
export const sentence = 'In einem Satz';
export const sentenceHint = 'Wir …';
export const reason = 'Warum?';
export const reasonHint = 'was würde dadurch möglich?';
export const proposeIt = 'Vorschlagen';
export const stillBelongs = 'Wer das nicht teilt, kann es in Worten sagen und gehört trotzdem dazu.';
export const sayOwn = 'Sag es in deinen Worten';
export const sayOther = 'Anders sagen';
export const yourWords = 'Deine Worte';
export const shareAs = {
  yes: ['In meinen Worten', 'ich teile es und würde es so sagen'],
  no: ['Ich teile das nicht', 'und so ist es für mich'],
} as const;
export const setBeside = 'Daneben stellen';
export const itsWay = 'Ihr Weg hierher';
export const thisOne = 'diese';
export const goesOnAs = 'geht weiter als';
export const proposedInstead = 'stattdessen vorgeschlagen';
export const itsReviews = 'Was ihr dazu gesagt habt';
