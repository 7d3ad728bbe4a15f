// A trail as a path.
import { list, plural } from './numbers';

export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'Mensch', 'Menschen')} · ${lasting} · ${plural(size, 'Spur', 'Spuren')}`;
export const thePath = 'Der Weg, von seinem Samen an';
export const besideThePath = 'Neben dem Weg';
export const buildOnThis = 'Daran anknüpfen';
export const couldGoOn = 'von hier könnte es weitergehen';
export const moreTraces = (count: number) => plural(count, 'weitere Spur', 'weitere Spuren');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'weitere', 'weitere')] : names);
export const wovenFrom = (name: string, text: string) => `vom Pfad von ${name}: ${text}`;
export const joinedBy = (name: string, text: string) => `dazu kommt ${name}: ${text}`;
export const followBranch = 'Diesem Zweig folgen';
export const trailCut = 'Das sind seine neuesten tausend Spuren.';
export const traceNotHere = 'Die Spur dieses Links liegt nicht an diesem Pfad oder wird nicht mehr gezeigt.';
