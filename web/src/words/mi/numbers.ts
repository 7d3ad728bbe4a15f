// How Māori counts and lists, and how it names a day within a sentence. Most nouns are the same for one and for many.
export const number = /* @__PURE__ */ new Intl.NumberFormat('mi');
export const list = /* @__PURE__ */ new Intl.ListFormat('mi');
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const te = (day: string) => (/^(inanahi|tēnei rā|āpōpō)/.test(day) ? day : `te ${day}`);
