// A trail as a path.
import { list, plural } from './numbers';

export const trailFacts = (people: number, lasting: string, size: number) =>
  `${plural(people, 'person', 'people')} · ${lasting} · ${plural(size, 'trace', 'traces')}`;
export const thePath = 'The path, from its seed';
export const besideThePath = 'Beside the path';
export const buildOnThis = 'Build on this';
export const couldGoOn = 'it could go on from here';
export const moreTraces = (count: number) => plural(count, 'more trace', 'more traces');
export const by = (names: string[], count: number) =>
  list.format(count > names.length ? [...names, plural(count - names.length, 'other', 'others')] : names);
export const wovenFrom = (name: string, text: string) => `from ${name}’s trail: ${text}`;
export const joinedBy = (name: string, text: string) => `joined by ${name}: ${text}`;
export const followBranch = 'Follow this branch';
export const traceNotHere = 'The trace of that link isn’t on this trail, or isn’t shown any more.';
export const trailCut = 'These are its newest thousand traces.';
