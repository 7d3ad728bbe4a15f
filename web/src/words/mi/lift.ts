// The view from above: a readable page of each level.
export const liftOn = (name: string) => `↑ ${name}`;
export const happened = 'I aha';
export const grewFrom = 'I tipu i te aha';
export const isOpen = 'He aha e tuwhera ana';
export const wasLearned = 'He aha i akona';
export const byJoint = 'E ai ki te hononga';
export const noneAtJoint = 'Kāore he kōrero mō konā.';
export const toSisters = 'hapori whanaunga';
