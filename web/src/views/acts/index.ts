// Two sheets that lie as near, and are as small.
export * from '../people';
export { Aside } from './aside';
export { Composer } from './composer';
export { Due } from './due';
export { Extras, shareOut } from './extras';
export { Sure } from './sure';
export { Unsent } from './unsent';
export { Will } from './will';
