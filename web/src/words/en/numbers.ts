// How English counts and lists.
// Made when they are used first: a first screen waits for neither.
export const number = { format: (count: number) => count.toLocaleString('en') };
export const list = { format: (names: string[]) => new Intl.ListFormat('en').format(names) };
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
