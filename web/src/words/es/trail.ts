// A trail as a path.
import { list, plural } from './numbers';

export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'persona', 'personas')} · ${lasting} · ${plural(size, 'huella', 'huellas')}`;
export const thePath = 'El camino, desde su semilla';
export const besideThePath = 'Al lado del camino';
export const buildOnThis = 'Sumar a esto';
export const couldGoOn = 'podría seguir desde aquí';
export const moreTraces = (count: number) => plural(count, 'huella más', 'huellas más');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'persona más', 'personas más')] : names);
export const wovenFrom = (name: string, text: string) => `del sendero de ${name}: ${text}`;
export const joinedBy = (name: string, text: string) => `se une ${name}: ${text}`;
export const followBranch = 'Seguir esta rama';
export const trailCut = 'Estas son sus mil huellas más nuevas.';
export const traceNotHere = 'La huella de ese enlace no está en este sendero, o ya no se muestra.';
