// How German counts and lists, and how it names a day within a sentence.
export const number = /* @__PURE__ */ new Intl.NumberFormat('de');
export const list = /* @__PURE__ */ new Intl.ListFormat('de');
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
export const am = (day: string) => (/^(gestern|heute|morgen)/.test(day) ? day : `am ${day}`);
