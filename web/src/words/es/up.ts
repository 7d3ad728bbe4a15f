// From a trail one level up.
export const fromAbove = (name: string) => `${name}, desde arriba`;
export const tellTrail = 'Contar su historia';
