// Who built on a trace of one's own: said by a push, and by the tab.
export const builtOnYours = 'Someone built on yours';
export const builtBy = (name: string) => `${name} built on yours`;
