// A trail as a path.
import { list, plural } from './numbers';

export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'personne', 'personnes')} · ${lasting} · ${plural(size, 'trace', 'traces')}`;
export const thePath = 'Le chemin, depuis sa graine';
export const besideThePath = 'À côté du chemin';
export const buildOnThis = 'Rebondir sur ceci';
export const couldGoOn = 'ça pourrait continuer d’ici';
export const moreTraces = (count: number) => plural(count, 'trace de plus', 'traces de plus');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'autre', 'autres')] : names);
export const wovenFrom = (name: string, text: string) => `du sentier de ${name} : ${text}`;
export const joinedBy = (name: string, text: string) => `rejoint par ${name} : ${text}`;
export const followBranch = 'Suivre cette branche';
export const trailCut = 'Voici ses mille traces les plus récentes.';
export const traceNotHere = 'La trace de ce lien n’est pas sur ce sentier, ou n’est plus montrée.';
