import '../../page/print';

export { AskedAlone } from './alone';
export { Aside } from './aside';
export { Composer } from './composer';
export { Extras, shareOut } from './extras';
export { Hide } from './hide';
export { Sure } from './sure';
export { Unsent } from './unsent';
export { Waits } from './waits';
export { Will } from './will';
