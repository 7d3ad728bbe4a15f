export { Programs } from './page';
