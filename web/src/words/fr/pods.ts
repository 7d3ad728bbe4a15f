// Pods: a few people, an intention and an end.
import { au, le, list, plural } from './numbers';

export const podsLead =
  'De deux à huit personnes, une intention, et une fin. Seules les personnes qui sont dans une bulle voient ce qu’il y a dedans.';
export const callPod = 'Proposer une bulle';
export const noPods =
  'Aucune bulle n’est proposée en ce moment. Qui veut essayer quelque chose à plusieurs en propose une.';
export const olderPods = 'Plus anciennes';
export const yourPods = 'Les tiennes';
export const openPods = 'Où entrer';
export const youCalled = 'proposée par toi';
export const invitedTo = 'On t’invite';
export const calledBy = (name: string) => `proposée par ${name}`;
export const placesLeft = (count: number) =>
  count <= 0 ? 'plus de place' : plural(count, 'place libre', 'places libres');
export const untilDay = (day: string) => `jusqu’${au(day)}`;
export const lastDayWas = (day: string) => `son dernier jour était ${le(day)}`;
export const podState = { open: '', resting: 'au repos', closed: 'fermée' };
export const meetsAs = (every: string, day: string, at: string) => `${every} : ${day}, ${at}`;
export const stepIn = 'Entrer';
export const invitesYou = (name: string) => `${name} t’invite`;
export const invitesToPod = (name: string) => `${name} t’invite dans une bulle`;
export const noThanks = 'Non merci';
export const notInPod = 'Tu n’es pas dans cette bulle.';
export const noLonger = 'Tu n’es plus dans cette bulle.';
export const toPods = 'Vers les bulles';
export const aPod = 'Une bulle';
export const aboutPod = 'Cette bulle';
export const inIt = (names: string[]) => list.format(names);
export const goOnUntil = (day: string) => `Continuer jusqu’${au(day)}`;
export const podIsOver = (day: string) =>
  `Le dernier jour de cette bulle était ${le(day)}. Qu’est-ce qu’elle devient ?`;
export const podEnds = 'C’est aujourd’hui le dernier jour de cette bulle. Qu’est-ce qu’elle devient ?';
export const closingRound = 'Un tour de clôture';
export const podClosed = 'Cette bulle est fermée. Les personnes qui y sont peuvent toujours lire ce qu’elle contient.';
export const podRests = 'Cette bulle se repose. Elle se réveille dès que quelqu’un laisse une trace.';
export const podsHeld =
  'Le lien d’un hôte t’a fait entrer. Une bulle où tu es s’ouvre ici dès que quelqu’un dedans confirme que c’est bien toi : demande-le.';
export const cameByLink = (name: string) =>
  `${name} vient d’entrer avec le lien d’un hôte. Ne donne accès à la lecture ici que si tu sais que c’est bien cette personne.`;
export const youCameByLink =
  'Quelqu’un vient d’entrer sous ton nom avec le lien d’un hôte. Si ce n’était pas toi, demande à tes hôtes de retirer le lien.';
export const itIsThem = 'C’est bien ça';
export const itWasMe = 'C’était moi';
export const mayBeTold = 'Quelqu’un aimerait raconter ceci hors de la bulle';
export const mayBeToldMeans =
  'Si tu la laisses sortir, elle est dans le cercle comme une trace de toi. Sinon, personne n’en sait rien.';
export const letItOut = 'La laisser sortir';
export const keepItHere = 'La garder ici';
