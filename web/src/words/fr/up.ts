// From a trail one level up.
export const fromAbove = (name: string) => `${name}, vu d’en haut`;
export const tellTrail = 'Raconter son histoire';
