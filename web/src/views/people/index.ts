export { Here } from './here';
export { Profile } from './profile';
