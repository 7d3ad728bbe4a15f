export { Agreed } from './line';
export { AgreedAbove, Agreements, DueReviews } from './lists';
export { welcome } from './welcome';
