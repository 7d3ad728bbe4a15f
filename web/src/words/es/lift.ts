// The view from above: a readable page of each level.
export const liftOn = (name: string) => `↑ ${name}`;
export const happened = 'Qué pasó';
export const grewFrom = 'De qué nació';
export const isOpen = 'Qué está abierto';
export const wasLearned = 'Qué se aprendió';
export const byJoint = 'Según el vínculo';
export const noneAtJoint = 'De ahí no se contó nada.';
export const toSisters = 'círculos hermanos';
