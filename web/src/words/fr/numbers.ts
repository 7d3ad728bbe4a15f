// How French counts and lists, and how it names a day within a sentence: zero is singular too, and a date takes an article.
export const number = /* @__PURE__ */ new Intl.NumberFormat('fr');
export const list = /* @__PURE__ */ new Intl.ListFormat('fr');
export const plural = (count: number, one: string, many: string) => `${number.format(count)} ${count < 2 ? one : many}`;
const dated = (day: string) => /^\S+ \d/.test(day);
export const le = (day: string) => (dated(day) ? `le ${day}` : day);
export const au = (day: string) => (dated(day) ? `au ${day}` : `à ${day}`);
