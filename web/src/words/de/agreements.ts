// How a circle wants to be together.
import type { Code } from '../../protocol';

export const howTogether = 'Wie wollen wir zusammen sein?';
export const howTogetherNow = 'Wie wir zusammen sein wollen';
export const agreementsLead =
  'Ein Satz, nach dem du hier gern leben würdest, und warum. Erst wird er probiert, dann gelebt.';
export const propose = 'Etwas vorschlagen';
export const stages = {
  awareness: 'Wir bemerken es',
  test: (day: string) => `Wir probieren es bis ${day}`,
  mastery: 'Wir leben es',
  let_go: 'Losgelassen',
};
export const lookAgain = (day: string) => `Wir leben es und sehen es wieder an: ${day}`;
export const reviewDue = 'Zeit, noch einmal hinzusehen';
export const inReview = 'wir sehen es gerade wieder an';
export const moreAgreements = 'Weitere Vereinbarungen';
export const dueReviews = 'Noch einmal anzusehen';
export const inMyWords = 'In meinen Worten';
export const notShared = 'Ich teile das nicht';
export const welcomeLead =
  'Was dieser Kreis probiert und lebt. Wer etwas nicht teilt, kann es in Worten sagen und gehört trotzdem dazu.';
export const proposeInstead = 'Eine Änderung vorschlagen';
export const ourWords = 'In unseren eigenen Worten';
export const tryIt = 'Probieren';
export const whatFollows = 'Was folgt daraus?';
export const agreementRefusals: Partial<Record<Code, string>> = {
  not_an_agreement: 'Das ist keine Vereinbarung.',
  not_reviewed: 'Weiter geht es erst nach einer Runde dazu, die zu Ende ist und auf die jemand geantwortet hat.',
  review_open: 'Jemand hat schon alle dazu gefragt: diese Runde ist noch offen.',
  let_go: 'Diese Vereinbarung wurde losgelassen.',
  not_the_author: 'Das kann nur sagen, wer sie vorgeschlagen oder gefragt hat, oder ein Host.',
};
