export { QuietPage } from './page';
