// The view from above: a readable page of each level.
export const liftOn = (name: string) => `↑ ${name}`;
export const happened = 'What happened';
export const grewFrom = 'What it grew from';
export const isOpen = 'What is open';
export const wasLearned = 'What was learned';
export const byJoint = 'Seen by its joint';
export const noneAtJoint = 'Nothing is said to be there.';
export const toSisters = 'sister circles';
