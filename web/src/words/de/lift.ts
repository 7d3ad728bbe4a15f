// The view from above: a readable page of each level.
export const liftOn = (name: string) => `↑ ${name}`;
export const happened = 'Was geschehen ist';
export const grewFrom = 'Woraus es gewachsen ist';
export const isOpen = 'Was offen ist';
export const wasLearned = 'Was gelernt wurde';
export const byJoint = 'Nach Ebene gesehen';
export const noneAtJoint = 'Von dort ist nichts erzählt.';
export const toSisters = 'Schwesterkreise';
