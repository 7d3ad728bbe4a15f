// Who built on a trace of one's own: said by a push, and by the tab.
export const builtOnYours = 'Jemand hat auf deiner Spur aufgebaut';
export const builtBy = (name: string) => `${name} hat auf deiner Spur aufgebaut`;
