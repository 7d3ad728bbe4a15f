// Who built on a trace of one's own: said by a push, and by the tab.
export const builtOnYours = 'I hanga tētahi i runga i tāu';
export const builtBy = (name: string) => `I hanga a ${name} i runga i tāu`;
