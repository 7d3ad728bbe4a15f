// One agreement, and what is done about it.
export const whyNot = 'Pourquoi';
export const noSuchAgreement = 'Cet accord n’est pas sur le tableau.';
export const steps = { awareness: 'on le remarque', test: 'on l’essaie', mastery: 'on le vit' };
export const stagesOf = 'Où il en est';
export const tryUntil = 'Jusqu’à quand on l’essaie ?';
export const whoBegins = 'L’essai est lancé par la personne qui l’a proposé ou par un hôte.';
export const review = 'Le regarder à nouveau';
export const reviewSure = 'Demander à tout le cercle : le garder, le changer ou le laisser aller ?';
export const reviewWaits = 'Pour demander à tout le cercle, il faut attendre le réseau.';
export const noReviews = 'Les tours de parole sont désactivés ici : on ne peut pas le regarder à nouveau.';
export const unanswered =
  'La dernière fois, personne n’a répondu. Il reste tel quel jusqu’à ce que quelqu’un le fasse.';
export const whoConcludes =
  'La personne qui a demandé, celle qui l’a proposé ou un hôte dit maintenant ce qui en découle.';
export const concludeAs = {
  test: ['Continuer l’essai', 'jusqu’à un autre jour'],
  mastery: ['Le vivre', 'il a montré qu’il tient'],
  changed: ['Le changer', 'il continue avec d’autres mots'],
  let_go: ['Le laisser aller', 'il a fait son temps, ou il n’était pas pour vous'],
} as const;
export const becomesNone = 'Il faut d’abord que quelqu’un propose en quoi il change.';
export const becomes = 'Il continue ainsi';
export const reviewAgain = 'Quand le regardez-vous à nouveau ?';
export const noDay = 'pas encore de jour';
export const reviewIn = [
  [1, 'demain'],
  [7, 'dans une semaine'],
  [14, 'dans deux semaines'],
  [28, 'dans un mois'],
  [91, 'dans trois mois'],
] as const;
export const otherReview = 'un autre jour';
export const concludeIt = 'C’est dit';
export const insteadLead =
  'Il reste à côté de celui-ci, jusqu’à ce que vous regardiez à nouveau et décidiez de continuer avec lui.';
export const sentence = 'En une phrase';
export const sentenceHint = 'On …';
export const reason = 'Pourquoi ?';
export const reasonHint = 'qu’est-ce que ça rendrait possible ?';
export const proposeIt = 'Le proposer';
export const stillBelongs = 'Qui ne le partage pas peut le dire avec ses mots, et fait toujours partie du cercle.';
export const sayOwn = 'Dis-le avec tes mots';
export const sayOther = 'Le dire autrement';
export const yourWords = 'Tes mots';
export const shareAs = {
  yes: ['Avec mes mots', 'je le partage, et je le dirais ainsi'],
  no: ['Je ne le partage pas', 'et voici comment c’est pour moi'],
} as const;
export const setBeside = 'Le poser à côté';
export const itsWay = 'Son chemin jusqu’ici';
export const thisOne = 'celui-ci';
export const goesOnAs = 'continue ainsi';
export const proposedInstead = 'proposé à sa place';
export const itsReviews = 'Ce que vous en avez dit';
