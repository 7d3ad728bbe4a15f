// Who built on a trace of one's own: said by a push, and by the tab.
export const builtOnYours = 'Alguien construyó sobre lo tuyo';
export const builtBy = (name: string) => `${name} construyó sobre lo tuyo`;
