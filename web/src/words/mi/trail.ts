// A trail as a path.
import { list, plural } from './numbers';

export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'tangata', 'tāngata')} · ${lasting} · ${plural(size, 'tapuwae', 'tapuwae')}`;
export const thePath = 'Te ara, mai i tōna kākano';
export const besideThePath = 'I te taha o te ara';
export const buildOnThis = 'Tāpiri atu ki tēnei';
export const couldGoOn = 'ka taea te haere tonu i konei';
export const moreTraces = (count: number) => plural(count, 'tapuwae atu anō', 'tapuwae atu anō');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'atu anō', 'atu anō')] : names);
export const wovenFrom = (name: string, text: string) => `nō te ara a ${name}: ${text}`;
export const joinedBy = (name: string, text: string) => `i honoa e ${name}: ${text}`;
export const followBranch = 'Whāia tēnei peka';
export const trailCut = 'Koinei ōna tapuwae hou kotahi mano.';
export const traceNotHere = 'Kāore te tapuwae o taua hono i tēnei ara, kua kore rānei e whakaatuhia.';
