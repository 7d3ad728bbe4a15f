export { SearchPage } from './page';
