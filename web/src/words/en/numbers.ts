// How English counts and lists.
export const number = /* @__PURE__ */ new Intl.NumberFormat('en');
export const list = /* @__PURE__ */ new Intl.ListFormat('en');
export const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
