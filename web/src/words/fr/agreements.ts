// How a circle wants to be together.
import type { Code } from '../../protocol';
import { au } from './numbers';

export const howTogether = 'Comment veut-on être ensemble ?';
export const howTogetherNow = 'Comment on veut être ensemble';
export const agreementsLead =
  'Une phrase que tu aimerais vivre ici, et pourquoi. On l’essaie d’abord, on la vit ensuite.';
export const propose = 'Proposer quelque chose';
export const stages = {
  awareness: 'On le remarque',
  test: (day: string) => `On l’essaie jusqu’${au(day)}`,
  mastery: 'On le vit',
  let_go: 'On l’a laissé aller',
};
export const lookAgain = (day: string) => `On le vit, et on le regarde à nouveau : ${day}`;
export const reviewDue = 'il est temps de le regarder à nouveau';
export const inReview = 'on le regarde à nouveau';
export const moreAgreements = 'D’autres accords';
export const dueReviews = 'À regarder à nouveau';
export const inMyWords = 'Avec mes mots';
export const notShared = 'Je ne le partage pas';
export const welcomeLead =
  'Ce que ce cercle essaie et vit. Qui ne partage pas quelque chose peut le dire avec ses mots, et fait toujours partie du cercle.';
export const proposeInstead = 'Proposer un changement';
export const ourWords = 'Avec nos mots';
export const tryIt = 'L’essayer';
export const whatFollows = 'Qu’est-ce qui en découle ?';
export const agreementRefusals: Partial<Record<Code, string>> = {
  not_an_agreement: 'Ce n’est pas un accord.',
  not_reviewed: 'Il n’avance qu’après un tour terminé où on l’a regardé à nouveau et où quelqu’un a répondu.',
  review_open: 'Quelqu’un a déjà demandé à tout le cercle : ce tour est encore ouvert.',
  let_go: 'Cet accord, on l’a laissé aller.',
  not_the_author: 'Seuls la personne qui l’a proposé, un hôte ou qui a demandé peuvent le dire.',
};
