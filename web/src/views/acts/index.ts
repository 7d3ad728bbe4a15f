export { Aside } from './aside';
export { Composer } from './composer';
export { Extras } from './extras';
export { Sure } from './sure';
