// Trails that went quiet.
import { list } from './numbers';

export const quietLead = 'Nothing here is lost. One build-on, and a trail is warm again.';
export const leftBy = (names: string[]) => `by ${list.format(names)}`;
export const longerAgo = 'More that went quiet';
export const noneQuiet = 'Nothing has gone quiet: every trail is still warm.';
export const warmAgain = 'Warm again';
