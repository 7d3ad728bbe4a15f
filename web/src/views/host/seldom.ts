// What a host does now and then: it comes once the first screen stands.
export { Kin } from './kin';
export { Patterns } from './patterns';
export { Settings } from './settings';
