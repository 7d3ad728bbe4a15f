import '../../page/print';
import { watchUncovered } from '../../page/uncovered';

export { AskedAlone } from './alone';
export { Aside } from './aside';
export { Composer } from './composer';
export { Extras, shareOut } from './extras';
export { Hide } from './hide';
export { Sure } from './sure';
export { Unsent } from './unsent';
export { Waits } from './waits';
export { Will } from './will';

// This part comes at the first touch, with what most sheets hold.
watchUncovered();
