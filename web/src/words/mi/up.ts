// From a trail one level up.
export const fromAbove = (name: string) => `${name}, mai i runga`;
export const tellTrail = 'Kōrerotia tōna kōrero';
