// From a trail one level up.
export const fromAbove = (name: string) => `${name}, from above`;
export const tellTrail = 'Tell its story';
