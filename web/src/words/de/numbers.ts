// How German counts and lists, and how it names a day within a sentence.
// Made when they are used first: a first screen waits for neither.
export const number = { format: (count: number) => count.toLocaleString('de') };
export const list = { format: (names: string[]) => new Intl.ListFormat('de').format(names) };
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const am = (day: string) => (/^(gestern|heute|morgen)/.test(day) ? day : `am ${day}`);
