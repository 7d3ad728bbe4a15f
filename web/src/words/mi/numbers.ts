// How Māori counts and lists, and how it names a day within a sentence. Most nouns are the same for one and for many.
// Made when they are used first: a first screen waits for neither.
export const number = { format: (count: number) => count.toLocaleString('mi') };
export const list = { format: (names: string[]) => new Intl.ListFormat('mi').format(names) };
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const te = (day: string) => (/^(inanahi|tēnei rā|āpōpō)/.test(day) ? day : `te ${day}`);
