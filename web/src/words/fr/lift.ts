// The view from above: a readable page of each level.
export const liftOn = (name: string) => `↑ ${name}`;
export const happened = 'Ce qui s’est passé';
export const grewFrom = 'De quoi c’est né';
export const isOpen = 'Ce qui est ouvert';
export const wasLearned = 'Ce qu’on a appris';
export const byJoint = 'Selon l’échelle';
export const noneAtJoint = 'Rien n’y a été raconté.';
export const toSisters = 'cercles amis';
