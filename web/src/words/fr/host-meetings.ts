// What a host plans: gatherings, reviews and pods.
export const comingUp = 'Rencontres';
export const nothingComes = 'Aucune n’est en cours ni prévue.';
export const reviewDays = 'Les accords, et quand on regarde chacun à nouveau';
export const setRhythm = 'Dire quand il se retrouve';
export const noneCalled = 'Aucune bulle n’est proposée en ce moment.';
export const podsAreTheirs = 'Tout membre peut en proposer une ; seuls ceux qui y sont voient dedans';
