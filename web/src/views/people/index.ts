// Who is here, and oneself.
export { Here } from './here';
export { Profile } from './profile';
