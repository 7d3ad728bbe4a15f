export { TrailPage } from './page';
