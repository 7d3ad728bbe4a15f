// How Spanish counts and lists, and how it names a day within a sentence.
// Made when they are used first: a first screen waits for neither.
export const number = { format: (count: number) => count.toLocaleString('es') };
export const list = { format: (names: string[]) => new Intl.ListFormat('es').format(names) };
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const el = (day: string) => (/^(ayer|hoy|mañana)/.test(day) ? day : `el ${day}`);
