// From a trail one level up.
export const fromAbove = (name: string) => `${name}, von oben`;
export const tellTrail = 'Seine Geschichte erzählen';
