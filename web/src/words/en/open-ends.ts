// What someone could do.

export const noOpenEnds = 'Nothing is held out just now. Whoever leaves a trace can say what someone could do next.';
export const olderEnds = 'Older ones';
export const takesUp = 'This takes up';
