// Who built on a trace of one's own: said by a push, and by the tab.
export const builtOnYours = 'Quelqu’un a construit sur une de tes traces';
export const builtBy = (name: string) => `${name} a construit sur une de tes traces`;
