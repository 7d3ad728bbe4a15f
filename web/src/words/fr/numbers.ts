// How French counts and lists, and how it names a day within a sentence: zero is singular too, and a date takes an article.
// Made when they are used first: a first screen waits for neither.
export const number = { format: (count: number) => count.toLocaleString('fr') };
export const list = { format: (names: string[]) => new Intl.ListFormat('fr').format(names) };
export const plural = (count: number, one: string, many: string) => `${number.format(count)} ${count < 2 ? one : many}`;
const dated = (day: string) => /^\S+ \d/.test(day);
export const le = (day: string) => (dated(day) ? `le ${day}` : day);
export const au = (day: string) => (dated(day) ? `au ${day}` : `à ${day}`);
