// How Spanish counts and lists, and how it names a day within a sentence.
export const number = /* @__PURE__ */ new Intl.NumberFormat('es');
export const list = /* @__PURE__ */ new Intl.ListFormat('es');
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const el = (day: string) => (/^(ayer|hoy|mañana)/.test(day) ? day : `el ${day}`);
