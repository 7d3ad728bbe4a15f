// How a circle wants to be together.
import type { Code } from '../../protocol';
import { el } from './numbers';

export const howTogether = '¿Cómo queremos convivir?';
export const howTogetherNow = 'Cómo queremos convivir';
export const agreementsLead = 'Una frase que te gustaría vivir aquí, y por qué. Primero se prueba, después se vive.';
export const propose = 'Proponer algo';
export const stages = {
  awareness: 'Lo notamos',
  test: (day: string) => `Lo probamos hasta ${el(day)}`,
  mastery: 'Lo vivimos',
  let_go: 'Lo soltamos',
};
export const lookAgain = (day: string) => `Lo vivimos, y volvemos a mirarlo: ${day}`;
export const reviewDue = 'es hora de volver a mirarlo';
export const inReview = 'lo estamos mirando de nuevo';
export const moreAgreements = 'Más acuerdos';
export const dueReviews = 'Para volver a mirar';
export const inMyWords = 'En mis palabras';
export const notShared = 'No lo comparto';
export const welcomeLead =
  'Lo que este círculo prueba y vive. Quien no comparte algo puede decirlo con sus palabras, y sigue siendo parte.';
export const proposeInstead = 'Proponer un cambio';
export const ourWords = 'En nuestras palabras';
export const tryIt = 'Probarlo';
export const whatFollows = '¿Qué sigue?';
export const agreementRefusals: Partial<Record<Code, string>> = {
  not_an_agreement: 'Eso no es un acuerdo.',
  not_reviewed: 'Solo avanza cuando lo volvieron a mirar en una ronda que ya terminó y que alguien respondió.',
  review_open: 'Alguien ya preguntó a todo el círculo: esa ronda sigue abierta.',
  let_go: 'Ese acuerdo ya se soltó.',
  not_the_author: 'Eso solo puede decirlo quien lo propuso, un anfitrión o quien preguntó.',
};
