export { HostPage } from './page';
